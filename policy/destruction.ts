import { withDecoded } from "./encoded-text";

/** Where nobody keeps a backup. */
const scratch = /^["']?\/(?:var\/)?tmp\/[^.\s]/;

const isScratch = (target: string) => scratch.test(target) && !target.includes("..");

/** `--destroy-data` of Proxmox Backup Server, unless it is told not to. */
const destroysData =
  /--destroy-data(?:[= ]+["']?(?:true|yes|on|1)\b|(?![\w=-])(?!\s+["']?(?:false|no|off|0)\b))/;

/** Programs and cmdlets that delete data or what it is read with, by what they are called. Sources: their manuals. */
const destroyers: readonly (readonly [what: string, form: RegExp])[] = [
  ["--destroy-data", destroysData],
  ["mkfs", /\bmkfs(?:\.\w+)?\s|\bmke2fs\s/],
  ["wipefs", /\bwipefs\s(?:.*\s)?(?:-\w*[ao]|--all|--offset)/],
  ["blkdiscard", /\bblkdiscard\s/],
  ["shred", /\bshred\s/],
  ["dd to a device", /\bdd\s.*\bof=["']?\/dev\/(?!null\b)/],
  ["sgdisk --zap-all", /\bsgdisk\s(?:.*\s)?(?:-Z|-z|--zap|--zap-all)\b/],
  ["parted mklabel", /\bparted\s.*\bmk(?:label|table)\b/],
  ["nvme format", /\bnvme\s+(?:format|sanitize)\s/],
  ["mdadm --zero-superblock", /\bmdadm\s(?:.*\s)?--zero-superblock\b/],
  ["cryptsetup luksErase", /\bcryptsetup\s(?:.*\s)?(?:luksErase|erase|luksFormat)\s/],
  ["zpool labelclear", /\bzpool\s+labelclear\s/],
  ["btrfs subvolume delete", /\bbtrfs\s+sub\w*\s+del\w*\s/],
  ["rbd rm", /\brbd\s(?:.*\s)?(?:rm|remove|purge)\s/],
  ["zfs destroy", /\b(?:zfs|zpool)\s+destroy\b/],
  ["lvremove", /\b(?:lv|vg|pv)remove\s/],
  ["find -delete", /\bfind\s.*\s-delete\b/],
  // With options for the whole tree it is a removal of one already.
  ["find -exec rm", /\bfind\s.*\s-exec(?:dir)?\s+\S*\brm\s(?!-\w*[rR])/],
  ["xargs rm", /\bxargs\s(?:[^;&|\n]*\s)?rm\b(?!\s+-\w*[rR])/],
  ["rsync --delete", /\brsync\s(?:.*\s)?--(?:del(?:ete(?:-\w+)?)?|remove-source-files)(?![\w-])/],
  ["rclone purge", /\brclone\s(?:.*\s)?(?:purge|delete|deletefile)\s/],
  ["restic forget", /\brestic\s(?:.*\s)?(?:forget|prune)\b/],
  ["borg delete", /\bborg\s(?:.*\s)?(?:delete|prune)\b/],
  ["mc version suspend", /\bmc(?:li)?\s+version\s+suspend\s/],
  [
    "mc rm --versions",
    /\bmc(?:li)?\s+rm\s(?!(?:.*\s)?(?:--recursive|-\w*r)\b)(?:.*\s)?--versions\b/,
  ],
  ["mc rb --force", /\bmc(?:li)?\s+rb\s(?:.*\s)?--force\b/],
  ["mc rm --recursive", /\bmc(?:li)?\s+rm\s(?:.*\s)?(?:--recursive|-\w*r)\b/],
  ["aws s3 rm --recursive", /\baws\s(?:.*\s)?s3\s+rm\s(?:.*\s)?--recursive\b/],
  ["aws s3 rb --force", /\baws\s(?:.*\s)?s3\s+rb\s(?:.*\s)?--force\b/],
  ["aws s3 sync --delete", /\baws\s(?:.*\s)?s3\s+sync\s(?:.*\s)?--delete\b/],
  ["versioning suspended", /\baws\s(?:.*\s)?s3api\s+put-bucket-versioning\s.*\bSuspended\b/],
  ["aws glacier delete", /\baws\s(?:.*\s)?glacier\s+delete-(?:archive|vault)\s/],
  ["aws kms disable-key", /\baws\s(?:.*\s)?kms\s+disable-key\s/],
  ["aws s3api delete", /\baws\s(?:.*\s)?s3api\s+delete-(?:objects?|bucket)\s/],
  ["aws kms schedule-key-deletion", /\baws\s(?:.*\s)?kms\s+schedule-key-deletion\b/],
  ["aws secretsmanager delete-secret", /\baws\s(?:.*\s)?secretsmanager\s+delete-secret\b/],
  ["aws backup delete-recovery-point", /\baws\s(?:.*\s)?backup\s+delete-recovery-point\b/],
  ["snapshot forget", /\bproxmox-backup-client\s+(?:snapshots?\s+)?forget\b/],
  ["proxmox-backup-client prune", /\bproxmox-backup-client\s+prune\s/],
  ["pvesm prune-backups", /\bpvesm\s+prune-backups\s/],
  ["pvesh delete", /\bpvesh\s+delete\s+\S*\/(?:content|prunebackups)\b/],
  ["qm destroy", /\b(?:qm|pct)\s+destroy\b/],
  ["pvesm free", /\bpvesm\s+free\b/],
  ["velero backup delete", /\bvelero\s+(?:backup\s+delete|delete\s+backup)\b/],
  ["Remove-VBRBackup", /\bRemove-VBR(?:Backup|RestorePoint)\b/i],
  ["Remove-Item -Recurse", /\b(?:Remove-Item|ri|rm|rmdir|rd|del|erase)\s(?:[^;|\n]*\s)?-Rec\w*/i],
  [
    "Remove-Item of a tree",
    /-Rec\w*[^;\n]*\|\s*(?:Remove-Item|ri|rm|del|erase)\b(?![^;|\n]*-Rec)/i,
  ],
  ["vssadmin delete", /\bvssadmin(?:\.exe)?\s+delete\s/i],
  ["wbadmin delete", /\bwbadmin(?:\.exe)?\s+delete\s/i],
  ["rmdir /s", /\b(?:rmdir|rd|del|erase)\s(?:[^&|\n]*\s)?\/s\b/i],
  ["Format-Volume", /\b(?:Format-Volume|Clear-Disk)\b/i],
  ["DROP DATABASE", /\bDROP\s+(?:DATABASE|SCHEMA|TABLESPACE|TABLE)\b/i],
  ["dropdb", /\bdropdb\s/],
];

/** `rm` with all that follows; that of other programs, such as `git rm`, is their own. */
const removal = /(?<!\b(?:git|mc|mcli|s3|docker|podman)\s+)(?<![-.\w])rm\s+(?<words>[^;&|\n]+)/g;

const isRecursive = (option: string) => /^-(?:\w*[rR]|-recursive$)/.test(option);

/** What in a command deletes data, by name; what stands in Base64 is a command as well. */
export function destructionIn(command: string): readonly string[] {
  // A shell reads a line that ends in a backslash as one with the next.
  const text = withDecoded(command).replaceAll(/\\\r?\n/g, " ");
  const named = destroyers.filter(([, form]) => form.test(text)).map(([what]) => what);
  return removesTree(text) ? ["rm -r", ...named] : named;
}

/** Whether options of a program of Proxmox Backup Server have it destroy a datastore's backups. */
export function destroysDatastore(options: string): boolean {
  return destroysData.test(options);
}

function removesTree(text: string): boolean {
  return [...text.matchAll(removal)].some(({ groups }) => {
    const words = (groups?.["words"] ?? "").trim().split(/\s+/);
    const targets = words.filter((word) => !word.startsWith("-"));
    return words.some(isRecursive) && !(targets.length > 0 && targets.every(isScratch));
  });
}
