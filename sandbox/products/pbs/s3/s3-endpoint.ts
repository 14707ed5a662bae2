import { type ConfigFile, readConfig } from "../config/config-file";
import { type Section } from "../config/section-config";
import { parseBackend } from "../datastore/backend";
import { datastore } from "../datastore/datastore";
import { duplicateParameter, type ObjectProperties, type ObjectType } from "../objects/object-type";
import { rateProperties } from "../objects/rate-limits";
import { fingerprintSchema, nameSchema } from "../schema/formats";
import { flag, integer, oneOf, text } from "../schema/scalars";
import { list } from "../schema/schema";
import { endpointFormat, regionFormat } from "./formats";

const properties: ObjectProperties = {
  endpoint: {
    schema: text("Endpoint to access S3 object store.", { format: endpointFormat }),
    required: true,
  },
  port: {
    schema: integer("Port to access S3 object store.", { min: 0, max: 65535 }),
    deletable: true,
  },
  region: {
    schema: text("Region to access S3 object store.", { format: regionFormat, min: 3, max: 32 }),
    deletable: true,
  },
  fingerprint: { schema: fingerprintSchema, deletable: true },
  "access-key": { schema: text("Access key for S3 object store."), required: true },
  "secret-key": { schema: text("S3 secret key"), required: true, hidden: true },
  "path-style": {
    schema: flag("Use path style bucket addressing over vhost style.", false),
    deletable: true,
  },
  "put-rate-limit": {
    schema: integer("Rate limit for put requests given as #reqest/s.", { min: 0 }),
  },
  ...rateProperties,
  "provider-quirks": {
    schema: list(
      "List of provider specific feature implementation quirks.",
      text("Provider specific feature implementation quirks.", {
        format: oneOf("skip-if-none-match-header", "delete-objects-via-delete-object"),
      }),
    ),
    deletable: true,
  },
};

export const s3EndpointIdSchema = nameSchema("ID to uniquely identify s3 client config.");

const file: ConfigFile = {
  name: "s3.cfg",
  lock: ".s3.lck",
  sections: { "s3-endpoint": { id: s3EndpointIdSchema, properties } },
};

/** Object stores. The secret key lies in the same file; no command shows it. */
export const s3Endpoint: ObjectType = {
  file,
  section: "s3-endpoint",
  idName: "id",
  idSchema: s3EndpointIdSchema,
  noun: "s3 client",
  properties,
  columns: ["id", "endpoint", "port", "region", "access-key", "fingerprint", "path-style"],
  duplicate: duplicateParameter("id", "s3 client config"),
  missing: (id) => new Error(`s3 client config '${id}' do not exist.`),
  checkRemove(id) {
    const user = readConfig(datastore.file).sections.find((section) => clientOf(section) === id);
    if (user !== undefined) throw new Error(`in-use by datastore ${user.id}`);
  },
};

/** The S3 client of a datastore, undefined if it has another backend. */
export function clientOf({ values }: Section): string | undefined {
  const { type, client } = parseBackend(String(values["backend"] ?? ""));
  return type === "s3" ? String(client) : undefined;
}
