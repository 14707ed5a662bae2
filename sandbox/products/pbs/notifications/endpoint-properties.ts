import { notPlayed, type ObjectProperties } from "../objects/object-type";
import { httpUrlSchema } from "../schema/formats";
import { flag, integer, oneOf, text } from "../schema/scalars";
import { list } from "../schema/schema";
import { entityCommentSchema, mailtoSchema, mailtoUserSchema } from "./entity";
import { namedValueSchema, namesOf, updatedHeaders, updatedSecrets } from "./webhook-secret";

const common: ObjectProperties = {
  comment: { schema: entityCommentSchema, deletable: true },
  disable: { schema: flag("Disable this target."), deletable: true },
  origin: notPlayed(
    text("The origin of a notification configuration entry.", {
      format: oneOf("user-created", "builtin", "modified-builtin"),
    }),
  ),
};

const recipients: ObjectProperties = {
  mailto: { schema: mailtoSchema, deletable: true },
  "mailto-user": { schema: mailtoUserSchema, deletable: true },
  author: {
    schema: text("Author of the mail. Defaults to 'Proxmox Backup Server ($hostname)'"),
    deletable: true,
  },
};

/** What only the file of secrets keeps, by the type of endpoint. */
export const secretProperties = {
  gotify: {
    token: { schema: text("Authentication token"), required: true, hidden: true },
  },
  smtp: {
    password: { schema: text("SMTP authentication password"), deletable: true, hidden: true },
  },
  webhook: {
    secret: {
      schema: list("Array of secrets.", namedValueSchema),
      deletable: true,
      shown: namesOf,
      updated: updatedSecrets,
    },
  },
} as const satisfies Record<string, ObjectProperties>;

/** What everybody may read, by the type of endpoint (proxmox-notify, endpoints). */
export const publicProperties = {
  gotify: { server: { schema: text("Gotify Server URL"), required: true }, ...common },
  sendmail: {
    ...recipients,
    "from-address": {
      schema: text(
        "`From` address for sent E-Mails. If the parameter is not set, the plugin will fall back to the email-from setting from node.cfg (PBS). If that is also not set, the plugin will default to root@$hostname, where $hostname is the hostname of the node.",
      ),
      deletable: true,
    },
    ...common,
    filter: notPlayed(text("Deprecated.")),
  },
  smtp: {
    server: { schema: text("Host name or IP of the SMTP relay"), required: true },
    port: {
      schema: integer("Port to use when connecting to the SMTP relay", { min: 0, max: 65535 }),
      deletable: true,
    },
    mode: { schema: text("Connection security", { format: oneOf("insecure", "starttls", "tls") }) },
    username: { schema: text("Username for authentication"), deletable: true },
    "from-address": { schema: text("`From` address for the mail"), required: true },
    ...recipients,
    ...common,
  },
  webhook: {
    method: {
      schema: text("HTTP Method to use.", { format: oneOf("post", "put", "get") }),
      required: true,
    },
    url: { schema: httpUrlSchema, required: true },
    header: {
      schema: list("Array of HTTP headers.", namedValueSchema),
      deletable: true,
      updated: updatedHeaders,
    },
    body: { schema: text("The HTTP body to send, base64 encoded."), deletable: true },
    ...common,
  },
} as const satisfies Record<string, ObjectProperties>;

export type EndpointType = keyof typeof publicProperties;
