import { type Renderers } from "../command-line/output";
import { type ConfigFile } from "../config/config-file";
import { commentSchema, singleLineFormat, userIdSchema } from "../schema/formats";
import { flag, integer, text } from "../schema/scalars";
import { type ScalarSchema } from "../schema/schema";
import {
  doesNotExist,
  keptProperties,
  type ObjectProperties,
  type ObjectType,
  trimmedComment,
} from "../objects/object-type";
import { tokenIdSchema, tokenProperties } from "./token-properties";

const personal = (description: string): ScalarSchema =>
  text(description, { format: singleLineFormat, min: 2, max: 64 });

const properties: ObjectProperties = {
  comment: { schema: commentSchema, deletable: true, updated: trimmedComment },
  enable: {
    schema: flag(
      "Enable the account (default). You can set this to '0' to disable the account.",
      true,
    ),
    updated: (value) => (value === true ? undefined : false),
  },
  expire: {
    schema: integer(
      "Account expiration date (seconds since epoch). '0' means no expiration date.",
      { min: 0, default: 0 },
    ),
    updated: (value) => (value === 0 ? undefined : value),
  },
  firstname: { schema: personal("First name."), deletable: true },
  lastname: { schema: personal("Last name."), deletable: true },
  email: { schema: personal("E-Mail Address."), deletable: true },
  password: {
    schema: text("User Password.", { format: singleLineFormat, min: 8, max: 64 }),
    transient: true,
  },
};

/** Users and tokens share a file. The product adds root@pam when it is not in there. */
export const userFile: ConfigFile = {
  name: "user.cfg",
  lock: ".user.lck",
  sections: {
    user: { id: userIdSchema, properties: keptProperties(properties) },
    token: { id: tokenIdSchema, properties: tokenProperties },
  },
  builtIn: [{ type: "user", id: "root@pam", values: { comment: "Superuser" } }],
};

/** What an account's state looks like in a table: who says nothing is enabled for ever. */
export const accountRenderers: Renderers = {
  enable: (value) => (value === false ? "0" : "1"),
  expire: (value) => (typeof value === "number" && value > 0 ? localTime(value) : "never"),
};

/** Seconds of the Unix epoch as `Fri Jan  1 00:00:00 2100`, local time. */
function localTime(seconds: number): string {
  const date = new Date(seconds * 1000);
  const [weekday, month, , year, time] = date.toString().split(" ");
  return `${weekday} ${month} ${String(date.getDate()).padStart(2)} ${time} ${year}`;
}

/** Users. */
export const user: ObjectType = {
  file: userFile,
  section: "user",
  idName: "userid",
  idSchema: userIdSchema,
  noun: "user",
  properties,
  renderers: accountRenderers,
  columns: ["userid", "enable", "expire", "firstname", "lastname", "email", "comment"],
  duplicate: (id) => new Error(`user '${id}' already exists.`),
  missing: doesNotExist("user"),
};
