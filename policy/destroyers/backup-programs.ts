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
  ["restic forget", /\b(?:restic|rustic)\s(?:[^;&|\n]*\s)?(?:(?:--)?forget|prune|key\s+remove)\b/],
  ["borg delete", /\b(?:borg|borgmatic)\s(?:[^;&|\n]*\s)?(?:delete|prune)\b/],
  [
    "rdiff-backup remove",
    /\brdiff-backup\s(?:[^;&|\n]*\s)?(?:--remove-older-than|remove\s+increments)\b/,
  ],
  ["tarsnap -d", /\btarsnap\s(?:[^;&|\n]*\s)?(?:--nuke|-d)(?![\w-])/],
  ["snapper delete", /\bsnapper\s(?:[^;&|\n]*\s)?(?:delete|remove|rm)\s/],
  // What a server is told by hand of what it keeps is seen by no rule for its jobs.
  [
    "retention by hand",
    /\bproxmox-backup-manager\s+(?:prune-job|datastore)\s+(?:create|update)\s[^;&|\n]*--keep-\w+/,
  ],
  [
    "a job removed by hand",
    /\bproxmox-backup-manager\s+(?:prune|verify|sync)-job\s+remove\b|\bpvesh\s+delete\s+\/?cluster\/backup\b/,
  ],
  [
    "virsh undefine",
    /\bvirsh\s[^;&|\n]*(?:--remove-all-storage|\bvol-(?:delete|wipe)|\bsnapshot-delete)\b/,
  ],
  ["lxc delete", /\b(?:lxc|incus)\s+(?:storage\s+volume\s+)?delete\s/],
  ["pg_dropcluster", /\bpg_dropcluster\s/],
  ["FLUSHALL", /\bredis-cli\s[^;&|\n]*\bflush(?:all|db)\b/i],
  ["dropDatabase", /\bdropDatabase\s*\(/],
  ["gpg --delete-secret-keys", /\bgpg2?\s(?:[^;&|\n]*\s)?--delete-secret/],
  ["a whole stack destroyed", /\b(?:terraform|tofu|pulumi|vagrant)\s(?:[^;&|\n]*\s)?destroy\b/],
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
    "docker volume rm",
    /\b(?:docker|podman)-compose\s(?:[^;&|\n]*\s)?down\s(?:[^;&|\n]*\s)?(?:-v|--volumes)\b|\b(?:docker|podman)\s+(?:container\s+)?rm\s(?:[^;&|\n]*\s)?(?:-\w*v|--volumes)\b/,
  ],
  [
    "kubectl delete",
    /\bkubectl\s[^;&|\n]*\bdelete\s[^;&|\n]*\b(?:pvc?|persistentvolume\w*|ns|namespaces?|volumesnapshot\w*)\b/,
  ],
];
