import { formats } from "../schema/formats";
import {
  backupPerformance,
  fleecing,
  propertyStringFormat,
  pruneBackups,
} from "../schema/property-string";
import type { Schema } from "../schema/schema";

/** Options of the backup itself (PVE API schema, `/cluster/backup`); each can be removed again. */
export const backupOptions: Schema = {
  all: { type: "boolean" },
  bwlimit: { type: "integer", minimum: 0 },
  compress: { type: "string", enum: ["0", "1", "gzip", "lzo", "zstd"] },
  dumpdir: { type: "string" },
  exclude: { type: "string", format: formats.guestIdList },
  "exclude-path": { type: "array" },
  fleecing: { type: "string", format: propertyStringFormat(fleecing) },
  ionice: { type: "integer", minimum: 0, maximum: 8 },
  lockwait: { type: "integer", minimum: 0 },
  mailnotification: { type: "string", enum: ["always", "failure"] },
  mailto: { type: "string", format: formats.mailList },
  mode: { type: "string", enum: ["snapshot", "suspend", "stop"] },
  node: { type: "string", format: formats.nodeName },
  "notes-template": { type: "string", maxLength: 1024, requires: "storage" },
  "notification-mode": {
    type: "string",
    enum: ["auto", "legacy-sendmail", "notification-system"],
  },
  "pbs-change-detection-mode": { type: "string", enum: ["legacy", "data", "metadata"] },
  performance: { type: "string", format: propertyStringFormat(backupPerformance) },
  pigz: { type: "integer" },
  pool: { type: "string" },
  protected: { type: "boolean", requires: "storage" },
  "prune-backups": { type: "string", format: propertyStringFormat(pruneBackups) },
  quiet: { type: "boolean" },
  remove: { type: "boolean" },
  script: { type: "string" },
  stdexcludes: { type: "boolean" },
  stop: { type: "boolean" },
  stopwait: { type: "integer", minimum: 0 },
  storage: { type: "string", format: formats.storageId },
  tmpdir: { type: "string" },
  vmid: { type: "string", format: formats.guestIdList },
  zstd: { type: "integer" },
};

/** When the job runs, and what is said of it. */
const jobOptions: Schema = {
  comment: { type: "string", maxLength: 512 },
  dow: { type: "string", format: formats.dayList, requires: "starttime" },
  enabled: { type: "boolean" },
  "repeat-missed": { type: "boolean" },
  schedule: { type: "string", format: formats.calendarEvent, maxLength: 128 },
  starttime: { type: "string", pattern: /^\d{1,2}:\d{1,2}$/ },
};

/** Options a change may remove: those of the backup, and two of the job. */
export const removableOptions = [...Object.keys(backupOptions), "comment", "repeat-missed"];

/** Every option a job keeps. */
export const backupJobOptions: Schema = { ...backupOptions, ...jobOptions };

/** The job's id, of every endpoint below `/cluster/backup/{id}`. */
export const backupJobId: Schema = {
  id: { type: "string", pattern: /^\S+$/, maxLength: 50, required: true },
};

/** `POST /cluster/backup`. */
export const backupJobCreation: Schema = {
  id: { type: "string", format: formats.configurationId },
  ...backupJobOptions,
};

/** `PUT /cluster/backup/{id}`. */
export const backupJobUpdate: Schema = {
  ...backupJobId,
  ...backupJobOptions,
  delete: { type: "string", format: formats.configurationIdList },
};
