import { destructionIn, destroysDatastore } from "../../policy/destruction";

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
  ])("finds %s", (command, what) => {
    expect(destructionIn(command)).toEqual([what]);
  });

  it.each([
    "rm -f /run/lock",
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

  it("tells of everything in one command, and again when it is asked again", () => {
    const command = "qm destroy 100 && rm -rf /mnt && rm -rf /opt";

    expect(destructionIn(command)).toEqual(["rm -r", "qm destroy"]);
    expect(destructionIn(command)).toEqual(["rm -r", "qm destroy"]);
  });
});

it("knows options that destroy a datastore's backups", () => {
  expect(destroysDatastore("--destroy-data=true")).toBe(true);
  expect(destroysDatastore("--destroy-data")).toBe(true);
  expect(destroysDatastore("--destroy-data=false")).toBe(false);
  expect(destroysDatastore("rm -rf /")).toBe(false);
});
