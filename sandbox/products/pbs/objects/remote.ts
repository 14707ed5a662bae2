import { type ConfigFile, readConfig } from "../config/config-file";
import {
  authIdSchema,
  commentSchema,
  fingerprintSchema,
  hostSchema,
  nameSchema,
  singleLineFormat,
} from "../schema/formats";
import { parameterError } from "../schema/parameter-error";
import { flag, text, u16 } from "../schema/scalars";
import {
  doesNotExist,
  duplicateParameter,
  type ObjectProperties,
  type ObjectType,
  trimmedComment,
} from "./object-type";
import { syncJob } from "./sync-job";

const properties: ObjectProperties = {
  host: { schema: hostSchema, required: true },
  "auth-id": { schema: authIdSchema, required: true },
  password: {
    schema: text("Password or auth token for remote host.", {
      format: singleLineFormat,
      min: 1,
      max: 1024,
    }),
    required: true,
    hidden: true,
    stored: (value) => Buffer.from(String(value)).toString("base64"),
  },
  comment: { schema: commentSchema, deletable: true, updated: trimmedComment },
  fingerprint: { schema: fingerprintSchema, deletable: true },
  port: { schema: u16("The (optional) port"), deletable: true },
  "use-node-proxy": {
    schema: flag("Use the http proxy configuration of the node for remote connections.", false),
    deletable: true,
  },
};

const idSchema = nameSchema("Remote ID.");

const file: ConfigFile = {
  name: "remote.cfg",
  lock: ".remote.lck",
  sections: { remote: { id: idSchema, properties } },
};

/**
 * Other Proxmox Backup Servers. The password is write-only: no command shows it. Its limit of 1024
 * characters also holds for the base64 form in the file, so the longest that can be kept is shorter.
 */
export const remote: ObjectType = {
  file,
  section: "remote",
  idName: "name",
  idSchema,
  noun: "remote",
  properties,
  columns: ["name", "host", "auth-id", "fingerprint", "comment"],
  duplicate: duplicateParameter("name", "remote"),
  missing: doesNotExist("remote"),
  checkRemove(id) {
    const user = readConfig(syncJob.file).sections.find(({ values }) => values["remote"] === id);
    if (user === undefined) return;
    const store = String(user.values["store"]);
    throw parameterError(
      "name",
      `remote '${id}' is used by sync job '${user.id}' (datastore '${store}')`,
    );
  },
};
