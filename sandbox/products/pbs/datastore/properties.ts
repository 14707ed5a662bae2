import {
  commentSchema,
  nameSchema,
  scheduleSchema,
  singleLineFormat,
  userIdSchema,
  uuidFormat,
} from "../schema/formats";
import { bytesFormat } from "../schema/human-byte";
import {
  formatPropertyString,
  parsePropertyString,
  propertyString,
  type PropertyString,
} from "../schema/property-string";
import { flag, integer, text, variants } from "../schema/scalars";
import { type Value, type Values } from "../schema/schema";
import { keepProperties } from "../objects/keep-options";
import { type ObjectProperties, type ObjectProperty, trimmedComment } from "../objects/object-type";
import { backendFormat } from "./backend";

const threads = (description: string, byDefault: number) => ({
  schema: integer(description, { min: 1, max: 32, default: byDefault }),
});

/** `--tuning`; defaults are the product's. */
const tuning: PropertyString = {
  properties: {
    "chunk-order": { schema: text("Chunk order.", { format: variants("none", "inode") }) },
    "sync-level": {
      schema: text("Sync level.", { format: variants("none", "file", "filesystem") }),
    },
    "gc-atime-safety-check": { schema: flag("Check that access times are updated.", true) },
    "gc-atime-cutoff": {
      schema: integer("Cutoff (in minutes) for chunk cleanup.", {
        min: 1,
        max: 2880,
        default: 1445,
      }),
    },
    "gc-cache-capacity": {
      schema: integer("Garbage collection chunk digest cache capacity", {
        min: 0,
        max: 8 * 1024 * 1024,
        default: 1024 * 1024,
      }),
    },
    "default-verification-workers": threads("Threads to use for verifying chunks.", 4),
    "default-verification-readers": threads("Threads to use for reading chunks.", 1),
  },
};

/** The values of a datastore's `tuning`, none if it has none. */
export function readTuning(value: Value | undefined): Values {
  return value === undefined ? {} : parsePropertyString(tuning, String(value));
}

/** `--maintenance-mode`. `delete`, `unmount` and `s3-refresh` are states the server sets itself. */
export const maintenanceMode: PropertyString = {
  properties: {
    type: {
      schema: text("Maintenance type.", {
        format: variants("read-only", "offline", "delete", "unmount", "s3-refresh"),
      }),
      required: true,
    },
    message: {
      schema: text("Message describing the reason for the maintenance.", {
        format: singleLineFormat,
        max: 64,
      }),
    },
  },
  defaultKey: "type",
};

const occasion = {
  schema: text("When to notify.", { format: variants("never", "always", "error") }),
};

const notify: PropertyString = {
  properties: { gc: occasion, verify: occasion, sync: occasion, prune: occasion },
};

const count = { schema: integer("Number of requests.", { min: 0 }) };
const bytes = { schema: text("Number of bytes.", { format: bytesFormat, min: 1, max: 64 }) };

const thresholds: PropertyString = {
  properties: {
    "s3-get": count,
    "s3-put": count,
    "s3-post": count,
    "s3-head": count,
    "s3-delete": count,
    "s3-upload": bytes,
    "s3-download": bytes,
  },
};

const inWords = (schema: PropertyString, description: string): ObjectProperty => ({
  schema: text(description, { format: propertyString(schema) }),
  deletable: true,
});

/** When a datastore of the legacy mode mails, by type of job. */
export function readNotify(value: Value | undefined): Values {
  return value === undefined ? {} : parsePropertyString(notify, String(value));
}

/** The retention of old: `create` turns it into a prune job or drops it, `update` refuses it. */
export const legacyPruneProperties: ObjectProperties = {
  "prune-schedule": {
    schema: scheduleSchema("Run prune job at specified schedule."),
    deletable: true,
  },
  ...keepProperties,
};

/** A datastore's properties besides its name. */
export const datastoreProperties: ObjectProperties = {
  path: {
    schema: text(
      "Either the absolute path to the datastore directory, or a relative on-device path for removable datastores.",
      { min: 1, max: 4096 },
    ),
    required: true,
    fixed: true,
  },
  backend: {
    schema: text("Datastore backend config", { format: backendFormat }),
    fixed: true,
  },
  "backing-device": {
    schema: text("The UUID of the filesystem partition for removable datastores.", {
      format: uuidFormat,
    }),
    fixed: true,
  },
  comment: { schema: commentSchema, deletable: true, updated: trimmedComment },
  "gc-schedule": {
    schema: scheduleSchema("Run garbage collection job at specified schedule."),
    deletable: true,
  },
  "gc-on-unmount": {
    schema: flag("Run garbage collection before unmounting a removable datastore."),
    deletable: true,
  },
  ...legacyPruneProperties,
  "verify-new": {
    schema: flag("If enabled, all new backups will be verified right after completion."),
    deletable: true,
  },
  "notify-user": { schema: userIdSchema, deletable: true },
  notify: {
    ...inWords(
      notify,
      "Datastore notification setting, enum can be one of 'always', 'never', or 'error'.",
    ),
    updated: (value) => (value === "" ? undefined : value),
  },
  "notification-mode": {
    schema: {
      ...text(
        "Configure how notifications for this datastore should be sent. `legacy-sendmail` sends email notifications to the user configured in `notify-user` via the system's `sendmail` executable. `notification-system` emits matchable notification events to the notification system.",
        { format: variants("legacy-sendmail", "notification-system") },
      ),
      default: "notification-system",
    },
    deletable: true,
  },
  tuning: inWords(tuning, "Datastore tuning options"),
  "maintenance-mode": {
    ...inWords(
      maintenanceMode,
      "Maintenance mode, type is either 'offline' or 'read-only', message should be enclosed in \"",
    ),
    updated: (value) =>
      formatPropertyString(maintenanceMode, parsePropertyString(maintenanceMode, String(value))),
  },
  "notification-thresholds": inWords(thresholds, "Threshold values for notifications"),
  "counter-reset-schedule": {
    schema: scheduleSchema("Reset notification threshold related counters at specified schedule."),
    deletable: true,
  },
};

export const datastoreNameSchema = nameSchema("Datastore name.");
