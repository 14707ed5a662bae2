import { destroysDatastore, destructionIn, destructionInScript } from "../../policy/destruction";

describe("destruction in a command", () => {
  it.each([
    ["rm -rf /mnt/datastore", "rm -r"],
    ["rm -fr /mnt/datastore", "rm -r"],
    ["rm -r /mnt/datastore", "rm -r"],
    ["rm -R /mnt/datastore", "rm -r"],
    ["rm -f -r /mnt/datastore", "rm -r"],
    ["rm --recursive /mnt/datastore", "rm -r"],
    ["rm /mnt/datastore -rf", "rm -r"],
    ["sudo /bin/rm -rf x", "rm -r"],
    ["find . | xargs rm -rf", "rm -r"],
    ["test -d x && rm -rf x", "rm -r"],
    ['rm -rf "$directory"', "rm -r"],
    ['work=$(mktemp -d); rm -rf "$work/../x"', "rm -r"],
    ['work=$(mktemp -d); work=/mnt; rm -rf "$work"', "rm -r"],
    ["rm -rf /var/cache/../../mnt", "rm -r"],
    ["rm -rf /var/lib/apt/lists-of-mine", "rm -r"],
    ["rm -rf /tmp/work /mnt/datastore", "rm -r"],
    ["rm -rf /tmp/../mnt", "rm -r"],
    ["rm -rf /tmp", "rm -r"],
    ["rm -rf /tmp/", "rm -r"],
    ["rm -rf /tmp/.", "rm -r"],
    ["proxmox-backup-manager datastore remove x --destroy-data", "--destroy-data"],
    ["proxmox-backup-manager datastore remove x --destroy-data true", "--destroy-data"],
    ["proxmox-backup-manager datastore remove x --destroy-data=true", "--destroy-data"],
    ["proxmox-backup-manager datastore remove x --destroy-data 1", "--destroy-data"],
    ["datastore remove x --destroy-data --keep-job-configs false", "--destroy-data"],
    ["mkfs.ext4 /dev/sdb", "mkfs"],
    ["mkfs -t xfs /dev/sdb", "mkfs"],
    ["mke2fs /dev/sdb", "mkfs"],
    ["wipefs -a /dev/sdb", "wipefs"],
    ["wipefs --all /dev/sdb", "wipefs"],
    ["wipefs -fa /dev/sdb", "wipefs"],
    ["blkdiscard /dev/sdb", "blkdiscard"],
    ["shred -u key", "shred"],
    ["dd if=/dev/zero of=/dev/sdb bs=1M", "dd to a device"],
    ["sgdisk --zap-all /dev/sdb", "sgdisk --zap-all"],
    ["sgdisk -Z /dev/sdb", "sgdisk --zap-all"],
    ["zfs destroy -r tank/backup", "zfs destroy"],
    ["zpool destroy tank", "zfs destroy"],
    ["lvremove -y vg/backup", "lvremove"],
    ["vgremove vg", "lvremove"],
    ["find /mnt/datastore -type f -delete", "find -delete"],
    ["mc rb --force lab/backup", "mc rb --force"],
    ["mcli rb lab/backup --force", "mc rb --force"],
    ["mc rm --recursive --force lab/backup", "mc rm --recursive"],
    ["mc rm -r lab/backup", "mc rm --recursive"],
    ["aws s3 rm s3://backup --recursive", "aws s3 rm --recursive"],
    ["aws --profile lab s3 rm --recursive s3://backup", "aws s3 rm --recursive"],
    ["aws s3 rb s3://backup --force", "aws s3 rb --force"],
    ["aws s3api delete-object --bucket backup --key k", "aws s3api delete"],
    ["aws s3api delete-objects --bucket backup", "aws s3api delete"],
    ["aws s3api delete-bucket --bucket backup", "aws s3api delete"],
    ["aws kms schedule-key-deletion --key-id k", "aws kms schedule-key-deletion"],
    ["aws secretsmanager delete-secret --secret-id k", "aws secretsmanager delete-secret"],
    ["aws backup delete-recovery-point --x", "aws backup delete-recovery-point"],
    ["proxmox-backup-client snapshot forget vm/100/x", "snapshot forget"],
    ["proxmox-backup-client forget vm/100/x", "snapshot forget"],
    ["qm destroy 100", "qm destroy"],
    ["pct destroy 100 --purge", "qm destroy"],
    ["pvesm free pbs-vm:backup/vm/100", "pvesm free"],
    ["velero backup delete all", "velero backup delete"],
    ["velero delete backup all", "velero backup delete"],
    ["Get-VBRBackup | Remove-VBRBackup -FromDisk", "Remove-VBRBackup"],
    ["remove-vbrrestorepoint $point", "Remove-VBRBackup"],
    ["Remove-Item D:\\Backup -Recurse -Force", "Remove-Item -Recurse"],
    ["remove-item -rec D:\\Backup", "Remove-Item -Recurse"],
    ["rd /s /q D:\\Backup", "rmdir /s"],
    ["del /q /s D:\\Backup", "rmdir /s"],
    ["Format-Volume -DriveLetter D", "Format-Volume"],
    ["Clear-Disk 1", "Format-Volume"],
    ['psql -c "DROP DATABASE x"', "DROP DATABASE"],
    ['psql -c "drop  schema x cascade"', "DROP DATABASE"],
    ["dropdb x", "dropdb"],
    ["rm \\\n  -rf /mnt/datastore", "rm -r"],
    ["r\\\nm -r\\\r\nf /mnt/datastore", "rm -r"],
    ["parted -s /dev/sdb mklabel gpt", "parted mklabel"],
    ["nvme format /dev/nvme0", "nvme format"],
    ["mdadm --zero-superblock /dev/sdb", "mdadm --zero-superblock"],
    ["cryptsetup erase /dev/sdb", "cryptsetup luksErase"],
    ["cryptsetup -q luksFormat /dev/sdb", "cryptsetup luksErase"],
    ["zpool labelclear -f /dev/sdb", "zpool labelclear"],
    ["btrfs subvolume delete /mnt/x", "btrfs subvolume delete"],
    ["rbd -p pool rm image", "rbd rm"],
    ["find /mnt -type f -exec rm -f {} +", "find -exec rm"],
    ["find /mnt -exec /bin/rm {} ;", "find -exec rm"],
    ["find /mnt -exec rm -rf {} +", "rm -r"],
    ["find /mnt -print0 | xargs -0 rm -f", "xargs rm"],
    ["rsync -a --delete /empty/ /mnt/datastore/", "rsync --delete"],
    ["rsync --delete-after -a a b", "rsync --delete"],
    ["rsync -a a b --del", "rsync --delete"],
    ["rclone purge offsite:backup", "rclone purge"],
    ["restic -r x forget --keep-last 1 --prune", "restic forget"],
    ["borg delete /mnt/repository", "borg delete"],
    ["mc version suspend lab/backup", "mc version suspend"],
    ["mc rm --versions --force lab/backup/x", "mc rm --versions"],
    ["aws s3 sync --delete /empty s3://backup", "aws s3 sync --delete"],
    [
      "aws s3api put-bucket-versioning --bucket b --versioning-configuration Status=Suspended",
      "versioning suspended",
    ],
    ["aws glacier delete-archive --vault-name x", "aws glacier delete"],
    ["aws kms disable-key --key-id k", "aws kms disable-key"],
    ["proxmox-backup-client prune vm/100 --keep-last 1", "proxmox-backup-client prune"],
    ["pvesm prune-backups local --keep-last 1", "pvesm prune-backups"],
    ["pvesh delete /nodes/pve1/storage/x/content/backup/y", "pvesh delete"],
    ["Get-ChildItem D:\\Backup -Recurse | Remove-Item -Force", "Remove-Item of what is piped"],
    ["gci -rec D:\\Backup | ri -Recurse", "Remove-Item -Recurse"],
    ["vssadmin delete shadows /all /quiet", "vssadmin delete"],
    ["wbadmin delete backup -keepVersions:0", "wbadmin delete"],
  ])("finds %s", (command, what) => {
    expect(destructionIn(command)).toEqual([what]);
  });

  it.each([
    "apt-get update && rm -rf /var/lib/apt/lists/*",
    "rm -rf /var/cache/apt",
    "tmp=$(mktemp -d); trap 'rm -rf \"$tmp\"' EXIT",
    "rm -f /run/lock",
    "rsync -a /mnt/a/ /mnt/b/",
    "rsync -a --delay-updates a b",
    "rclone copy a offsite:b",
    "restic -r x snapshots",
    "borg list /mnt/repository",
    "mc version enable lab/backup",
    "aws s3 sync /a s3://backup",
    "aws s3api put-bucket-versioning --bucket b --versioning-configuration Status=Enabled",
    "aws kms enable-key --key-id k",
    "pvesh delete /cluster/ha/resources/vm:100",
    "pvesh get /nodes/pve1/storage/x/content",
    "cryptsetup open /dev/sdb x",
    "parted -s /dev/sdb print",
    "btrfs subvolume list /mnt",
    "find /mnt -exec ls {} +",
    "ls | xargs echo",
    "Get-ChildItem D:\\Backup -Recurse | Measure-Object",
    "vssadmin list shadows",
    "rm /mnt/datastore/file",
    "rm -rf /tmp/work",
    "rm -rf '/var/tmp/work' /tmp/other",
    "rm -f x; cp -r a b",
    "rm -- file",
    "git rm -r old",
    "docker run --rm -v /a:/b -r image",
    "docker rm -f x",
    "alarm -r",
    "firm --recursive",
    "proxmox-backup-manager datastore remove x --destroy-data false",
    "proxmox-backup-manager datastore remove x --destroy-data=false --keep-job-configs=true",
    "proxmox-backup-manager datastore remove x --destroy-data 0",
    "proxmox-backup-manager datastore remove x",
    "mkfs-like",
    "wipefs /dev/sdb",
    "wipefs --noheadings /dev/sdb",
    "dd if=/dev/sdb of=/mnt/image",
    "dd if=/mnt/image of=/dev/null",
    "sgdisk -p /dev/sdb",
    "zfs list",
    "find /mnt/datastore -type f",
    "mc rb lab/empty",
    "mc rm lab/backup/one",
    "mc ls -r lab/backup",
    "aws s3 rm s3://backup/one",
    "aws s3 ls --recursive s3://backup",
    "aws s3 rb s3://empty",
    "aws s3api get-object --bucket backup",
    "aws kms describe-key --key-id k",
    "proxmox-backup-client snapshot list",
    "qm start 100",
    "pvesm status",
    "Get-VBRBackup",
    "Remove-Item D:\\Backup\\one",
    "Get-ChildItem -Recurse D:\\",
    "rmdir empty",
    "psql -c 'SELECT 1'",
  ])("lets %s be", (command) => {
    expect(destructionIn(command)).toEqual([]);
  });

  it("looks into what stands in Base64", () => {
    const encoded = Buffer.from("Remove-Item D:\\Backup -Recurse", "utf16le").toString("base64");

    expect(destructionIn(`powershell -EncodedCommand ${encoded}`)).toEqual([
      "Remove-Item -Recurse",
    ]);
  });

  it.each([
    ["rm -f /mnt/datastore/*", "rm of a pattern"],
    ["rm /mnt/datastore/vm/*.fidx", "rm of a pattern"],
    ["rm -f -- /mnt/datastore/.chunks/[0-9]*", "rm of a pattern"],
    ['rm -f "$STORE"/*', "rm of a pattern"],
    ["rm -f /run/../mnt/*", "rm of a pattern"],
    ['sh -c "r""m -rf /mnt"', "rm -r"],
    ["r\\m -rf /mnt", "rm -r"],
    ["\\u0072m -rf /mnt", "rm -r"],
    ["printf '\\x72m -rf /mnt' | sh", "rm -r"],
  ])("sees what %s means", (command, what) => {
    expect(destructionIn(command)).toEqual([what]);
  });

  it.each([
    "rm -f /tmp/x-*",
    "rm -f /run/lab/*.lock /var/cache/lab/*",
    "rm -rf /tmp/work >/dev/null 2>&1",
    "trap 'rm -rf /tmp/work' EXIT INT",
  ])("lets %s be as well", (command) => {
    expect(destructionIn(command)).toEqual([]);
  });

  it("tells of everything in one command, and again when it is asked again", () => {
    const command = "qm destroy 100 && rm -rf /mnt && rm -rf /opt";

    expect(destructionIn(command)).toEqual(["rm -r", "qm destroy"]);
    expect(destructionIn(command)).toEqual(["rm -r", "qm destroy"]);
  });
});

describe("destruction in a script of the contract", () => {
  it.each([
    "trap 'rm -rf \"$work\"' EXIT",
    'rm -rf -- "${claimed:?}/$part"',
    "printf 'take it away: rm -r %s' \"$private\" >&2",
    'rm -rf "$(job)"',
  ])("is none in %s, by a variable", (script) => {
    expect(destructionInScript(script)).toEqual([]);
    expect(destructionInScript(script)).toEqual([]);
  });

  it.each([
    ["rm -rf /mnt/datastore", "rm -r"],
    ['rm -rf "$work" /mnt', "rm -r"],
    ["zfs destroy tank", "zfs destroy"],
  ])("is there in %s", (script, what) => {
    expect(destructionInScript(script)).toEqual([what]);
    expect(destructionInScript(script)).toEqual([what]);
  });
});

it("knows options that destroy a datastore's backups", () => {
  expect(destroysDatastore("--destroy-data=true")).toBe(true);
  expect(destroysDatastore("--destroy-data")).toBe(true);
  expect(destroysDatastore("--destroy-data=false")).toBe(false);
  expect(destroysDatastore("rm -rf /")).toBe(false);
});
