import { type ConfigFile } from "../config/config-file";
import { type Section, type SectionSchemas } from "../config/section-config";
import { type ObjectProperties } from "../objects/object-type";
import { publicProperties, secretProperties } from "./endpoint-properties";
import { entityNameSchema } from "./entity";
import { matcherProperties } from "./matcher-properties";

/** What every server has from the start; a change of it is kept, and deleting it undoes the change. */
export const builtIn: readonly Section[] = [
  {
    type: "sendmail",
    id: "mail-to-root",
    values: {
      comment: "Send mails to root@pam's email address",
      "mailto-user": ["root@pam"],
    },
  },
  {
    type: "matcher",
    id: "default-matcher",
    values: {
      comment: "Route everything but successful prune job notifications to mail-to-root",
      "invert-match": true,
      "match-field": ["exact:type=prune"],
      "match-severity": ["info"],
      mode: "all",
      target: ["mail-to-root"],
    },
  },
];

const sections = (tables: Readonly<Record<string, ObjectProperties>>): SectionSchemas =>
  Object.fromEntries(
    Object.entries(tables).map(([type, properties]) => [
      type,
      { id: entityNameSchema, properties },
    ]),
  );

/** Endpoints and matchers. Their names are unique across all types. */
export const notificationFile: ConfigFile = {
  name: "notifications.cfg",
  lock: ".notifications.lck",
  sections: sections({ ...publicProperties, matcher: matcherProperties }),
  secrets: { name: "notifications-priv.cfg", sections: sections(secretProperties) },
  builtIn,
};
