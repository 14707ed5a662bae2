import { type Destroyer } from "./destroyer";

/** Disks, volumes, pools and file systems. Sources: the programs' manuals. */
export const disks: readonly Destroyer[] = [
  ["mkfs", /\bmkfs(?:\.\w+)?\s|\bmke2fs\s/],
  ["wipefs", /\bwipefs\s(?:.*\s)?(?:-\w*[ao]|--all|--offset)/],
  ["blkdiscard", /\bblkdiscard\s/],
  ["shred", /\bshred\s/],
  ["dd to a device", /\bdd\s.*\bof=["']?\/dev\/(?!null\b)/],
  [
    "dd over a file",
    /\bdd\s[^;&|\n]*\bif=["']?\/dev\/(?:zero|null|u?random)\b(?!.*\bof=["']?\/(?:dev|tmp|swap))/,
  ],
  ["sgdisk --zap-all", /\bsgdisk\s(?:.*\s)?(?:-Z|-z|--zap|--zap-all)\b/],
  ["sfdisk --delete", /\bsfdisk\s(?:[^;&|\n]*\s)?--(?:delete|wipe)\b/],
  ["parted mklabel", /\bparted\s.*\bmk(?:label|table)\b/],
  ["nvme format", /\bnvme\s+(?:format|sanitize)\s/],
  ["hdparm --security-erase", /\bhdparm\s(?:[^;&|\n]*\s)?--security-erase/],
  ["mdadm --zero-superblock", /\bmdadm\s(?:.*\s)?--zero-superblock\b/],
  ["mdadm --create", /\bmdadm\s(?:[^;&|\n]*\s)?(?:--create|-C)\b/],
  [
    "cryptsetup luksErase",
    /\bcryptsetup\s(?:.*\s)?(?:luksErase|erase|luksFormat|luksKillSlot|luksRemoveKey)\s/,
  ],
  ["zpool labelclear", /\bzpool\s+labelclear\s/],
  ["zpool create -f", /\bzpool\s+create\s(?:[^;&|\n]*\s)?-\w*f/],
  ["zfs destroy", /\b(?:zfs|zpool)\s(?:-\S+\s+)*\s*destroy\b/],
  ["zfs receive -F", /\bzfs\s+(?:receive|recv)\s(?:[^;&|\n]*\s)?-\w*F/],
  ["zfs rollback", /\bzfs\s(?:-\S+\s+)*\s*rollback\b/],
  ["btrfs subvolume delete", /\bbtrfs\s+su\w*\s+de\w*\s/],
  ["lvremove", /\b(?:lv|vg|pv)remove\s/],
  ["lvconvert --merge", /\blvconvert\s(?:[^;&|\n]*\s)?--merge/],
  ["rbd rm", /\brbd\s(?:.*\s)?(?:rm|remove|purge)\s/],
  [
    "ceph pool delete",
    /\bceph\s+osd\s+pool\s+(?:delete|rm)\b|\brados\s(?:[^;&|\n]*\s)?(?:purge|rmpool)\s/,
  ],
];
