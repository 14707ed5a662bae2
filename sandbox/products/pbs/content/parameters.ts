import { datastoreNameSchema } from "../datastore/properties";
import { namespaceSchema, safeIdFormat } from "../schema/formats";
import { integer, oneOf, text } from "../schema/scalars";
import { type Properties } from "../schema/schema";

/** A datastore and a namespace in it. */
export const placeParameters: Properties = {
  store: { schema: datastoreNameSchema, required: true },
  ns: { schema: namespaceSchema },
};

const type = { schema: text("Backup type.", { format: oneOf("vm", "ct", "host") }) };
const id = { schema: text("Backup ID.", { format: safeIdFormat }) };
const time = { schema: integer("Backup time (Unix epoch.)", { min: 1 }) };

/** Parameters that may name a group. */
export const optionalGroupParameters: Properties = { "backup-type": type, "backup-id": id };

/** One group. */
export const groupParameters: Properties = {
  ...placeParameters,
  "backup-type": { ...type, required: true },
  "backup-id": { ...id, required: true },
};

/** One snapshot. */
export const snapshotParameters: Properties = {
  ...groupParameters,
  "backup-time": { ...time, required: true },
};

/** One file of a snapshot. */
export const fileParameters: Properties = {
  ...snapshotParameters,
  "file-name": {
    schema: text("Backup archive name.", { format: safeIdFormat }),
    required: true,
  },
};
