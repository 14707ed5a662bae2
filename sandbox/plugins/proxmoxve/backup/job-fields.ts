import {
  boolean,
  commaList,
  type FieldTable,
  integer,
  propertyMap,
  propertyObject,
  repeated,
  text,
} from "../codecs";

const fleecing = propertyObject({
  enabled: { api: "enabled", codec: boolean },
  storage: { api: "storage", codec: text },
});

const performance = propertyObject({
  maxWorkers: { api: "max-workers", codec: integer },
  pbsEntriesMax: { api: "pbs-entries-max", codec: integer },
});

/** Every property of a job but its id. */
export const jobFields: FieldTable = {
  all: { api: "all", codec: boolean },
  bwlimit: { api: "bwlimit", codec: integer },
  compress: { api: "compress", codec: text },
  enabled: { api: "enabled", codec: boolean },
  excludePaths: { api: "exclude-path", codec: repeated },
  excludes: { api: "exclude", codec: commaList },
  fleecing: { api: "fleecing", codec: fleecing },
  ionice: { api: "ionice", codec: integer },
  lockwait: { api: "lockwait", codec: integer },
  mailnotification: { api: "mailnotification", codec: text },
  mailtos: { api: "mailto", codec: commaList },
  maxfiles: { api: "maxfiles", codec: integer },
  mode: { api: "mode", codec: text },
  node: { api: "node", codec: text },
  notesTemplate: { api: "notes-template", codec: text },
  pbsChangeDetectionMode: { api: "pbs-change-detection-mode", codec: text },
  performance: { api: "performance", codec: performance },
  pigz: { api: "pigz", codec: integer },
  pool: { api: "pool", codec: text },
  protected: { api: "protected", codec: boolean },
  pruneBackups: { api: "prune-backups", codec: propertyMap },
  remove: { api: "remove", codec: boolean },
  repeatMissed: { api: "repeat-missed", codec: boolean },
  schedule: { api: "schedule", codec: text },
  script: { api: "script", codec: text },
  starttime: { api: "starttime", codec: text },
  stdexcludes: { api: "stdexcludes", codec: boolean },
  stopwait: { api: "stopwait", codec: integer },
  storage: { api: "storage", codec: text },
  tmpdir: { api: "tmpdir", codec: text },
  vmids: { api: "vmid", codec: commaList },
  zstd: { api: "zstd", codec: integer },
};

/**
 * Properties that are optional and computed with the state's value kept (source: bpg provider, `proxmox_backup_job`).
 * One that is removed from the program keeps its old value and is sent again with every update: who changes `all` to
 * `vmids` is refused by the server.
 */
export const computedJobFields: readonly string[] = [
  "all",
  "bwlimit",
  "compress",
  "enabled",
  "ionice",
  "mailnotification",
  "mode",
  "protected",
  "pruneBackups",
  "remove",
  "repeatMissed",
  "stdexcludes",
];
