import { destructionIn } from "../../../policy/destruction";

describe("destruction in a command", () => {
  it.each<[string, string | string[]]>([
    ["zfs receive -F tank/backup", "zfs receive -F"],
    ["dd if=/dev/zero of=/mnt/datastore/x bs=1M", "dd over a file"],
    ["dd of=/mnt/x if=/dev/urandom", "dd over a file"],
    ["dd of=/dev/sda", "dd to a device"],
    ["sfdisk --delete /dev/sda", "sfdisk --delete"],
    ["hdparm --user-master u --security-erase x /dev/sda", "hdparm --security-erase"],
    ["mdadm --create /dev/md0 --level=1 /dev/sda", "mdadm --create"],
    ["cryptsetup luksKillSlot /dev/sda 1", "cryptsetup luksErase"],
    ["zpool create -f tank sda", "zpool create -f"],
    ["/sbin/zfs destroy tank/backup@snap", "zfs destroy"],
    ["zfs -v destroy tank/x", "zfs destroy"],
    ["zfs rollback -r tank/backup@old", "zfs rollback"],
    ["btrfs su de /mnt/x", "btrfs subvolume delete"],
    ["lvm lvremove -f vg/x", "lvremove"],
    ["lvconvert --merge vg/snap", "lvconvert --merge"],
    ["ceph osd pool delete x x --yes-i-really-really-mean-it", "ceph pool delete"],
    ["rados purge x --yes", "ceph pool delete"],
  ])("finds %s", (command, what) => {
    expect(destructionIn(command)).toEqual([what].flat());
  });

  it.each([
    "dd if=/dev/zero of=/tmp/x",
    "dd if=/dev/zero of=/swapfile bs=1M count=2048",
    "dd if=/mnt/image of=/mnt/copy",
    "sfdisk --dump /dev/sda",
    "hdparm -I /dev/sda",
    "mdadm --detail /dev/md0",
    "zpool create tank mirror sda sdb",
    "zfs snapshot tank/backup@new",
    "zfs send tank@a | zfs receive other/tank",
    "btrfs subvolume snapshot /a /b",
    "lvs vg",
    "lvconvert --type thin vg/x",
    "ceph osd pool create x",
    "rados ls",
  ])("lets %s be", (command) => {
    expect(destructionIn(command)).toEqual([]);
  });
});
