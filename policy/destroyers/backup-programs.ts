import { type Destroyer } from "./destroyer";

/** `--destroy-data` of Proxmox Backup Server, unless it is told not to. */
export const destroysData =
  /--destroy-data(?:[= ]+["']?(?:true|yes|on|1)\b|(?![\w=-])(?!\s+["']?(?:false|no|off|0)\b))/;

/** Backups, snapshots and machines, by the programs that made them. Sources: their manuals. */
export const backupPrograms: readonly Destroyer[] = [
  ["--destroy-data", destroysData],
  [
    "--remove-vanished",
    /\bproxmox-backup-manager\s[^;&|\n]*--remove-vanished(?![= ]+["']?(?:false|no|off|0)\b)/,
  ],
  ["snapshot forget", /\bproxmox-backup-client\s+(?:snapshots?\s+)?forget\b/],
  [
    "proxmox-backup-client delete",
    /\bproxmox-backup-client\s+(?:group|namespace)\s+(?:delete|forget)\b/,
  ],
  [
    "protection taken off",
    /\bproxmox-backup-client\s+snapshots?\s+protected\s+update\s[^;&|\n]*\b(?:false|no|off|0)\b/,
  ],
  ["proxmox-backup-client prune", /\bproxmox-backup-client\s+prune\s/],
  ["proxmox-tape", /\bproxmox-tape\s(?:[^;&|\n]*\s)?(?:destroy|format|format-media|erase)\b/],
  ["pvesm prune-backups", /\bpvesm\s+prune-backups\s/],
  ["pvesh delete", /\bpvesh\s+delete\s+\S*\/(?:content|prunebackups)\b/],
  [
    "vzdump prunes",
    /\bvzdump\s(?:[^;&|\n]*\s)?--(?:prune-backups(?![= ]+["']?keep-all=(?:1|true)\b)|maxfiles|remove[= ]+["']?(?:1|true))/,
  ],
  ["qm destroy", /\b(?:qm|pct)\s+destroy\b/],
  ["qm rollback", /\b(?:qm|pct)\s+(?:rollback|delsnapshot)\b/],
  ["pvesm free", /\bpvesm\s+free\b/],
  ["velero backup delete", /\bvelero\s+(?:backup\s+delete|delete\s+backup)\b/],
  ["restic forget", /\brestic\s(?:.*\s)?(?:(?:--)?forget|prune|key\s+remove)\b/],
  ["borg delete", /\b(?:borg|borgmatic)\s(?:.*\s)?(?:delete|prune)\b/],
  ["kopia delete", /\bkopia\s[^;&|\n]*\b(?:delete|expire)\b/],
  ["duplicity remove", /\bduplicity\s(?:[^;&|\n]*\s)?(?:remove-\S+|cleanup)\s/],
  ["pgbackrest expire", /\bpgbackrest\s(?:[^;&|\n]*\s)?(?:expire|stanza-delete|repo-rm)(?![\w-])/],
  ["barman delete", /\bbarman\s(?:[^;&|\n]*\s)?delete\b/],
  ["wal-g delete", /\bwal-[ge]\s(?:[^;&|\n]*\s)?delete\b/],
  ["pg_archivecleanup", /\bpg_archivecleanup\s/],
  [
    "DROP DATABASE",
    /\bDROP\s+(?:DATABASE|SCHEMA|TABLESPACE|TABLE)\b|\bmysqladmin\s[^;&|\n]*\bdrop\b/i,
  ],
  ["TRUNCATE TABLE", /\bTRUNCATE\s+TABLE\b/i],
  ["dropdb", /\bdropdb\s/],
  [
    "docker volume rm",
    /\b(?:docker|podman)\s+(?:volume\s+(?:rm|remove|prune)\b|system\s+prune\s[^;&|\n]*--volumes\b|compose\s[^;&|\n]*\bdown\s[^;&|\n]*(?:-v\b|--volumes\b))/,
  ],
  [
    "kubectl delete",
    /\bkubectl\s[^;&|\n]*\bdelete\s[^;&|\n]*\b(?:pvc?|persistentvolume\w*|ns|namespaces?|volumesnapshot\w*)\b/,
  ],
];
