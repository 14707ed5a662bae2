import { destructionIn } from "../../../policy/destruction";

describe("destruction in a command", () => {
  it.each<[string, string | string[]]>([
    ["rclone sync /empty r:b", "rclone purge"],
    ["rclone --config x delete r:b", "rclone purge"],
    ["rclone move r:b /tmp/x", "rclone purge"],
    ["rclone cleanup r:b", "rclone purge"],
    ["mc --json rm -r lab/b", "mc rm --recursive"],
    ["mc mirror --overwrite --remove a b", "mc mirror --remove"],
    ["mc retention clear lab/backup", "mc retention clear"],
    ["mc legalhold clear lab/backup", "mc retention clear"],
    ["mc undo lab/x", "mc undo"],
    ["mc ilm rule add --expire-days 1 lab/backup", "mc ilm expiry"],
    ["mc ilm add --noncurrent-expire-days 1 lab/x", "mc ilm expiry"],
    ["mc ilm rule import lab/x < rules.json", "mc ilm expiry"],
    ["s3cmd del --recursive s3://b", "s3cmd del"],
    ["s5cmd --endpoint-url x rm s3://b/*", ["rm of a pattern", "s5cmd rm"]],
    ["az storage blob delete-batch -s x", "az storage delete"],
    ["aws s3 mv --recursive s3://b /tmp", "aws s3 rm --recursive"],
    ["aws s3api put-bucket-lifecycle-configuration --bucket b", "a lifecycle or lock by hand"],
    ["aws s3api put-object-lock-configuration --bucket b", "a lifecycle or lock by hand"],
    [
      "aws s3api put-object-retention --bypass-governance-retention --key k",
      "a governance lock passed by",
    ],
    ["aws kms delete-imported-key-material --key-id k", "aws kms schedule-key-deletion"],
    ["aws backup delete-backup-vault --x", "aws backup delete-recovery-point"],
    ["aws rds delete-db-instance --skip-final-snapshot", "aws snapshots deleted"],
    ["aws rds delete-db-cluster-snapshot --x", "aws snapshots deleted"],
    ["aws ec2 delete-snapshot --x", "aws snapshots deleted"],
    ["aws cloudformation delete-stack --x", "aws cloudformation delete-stack"],
  ])("finds %s", (command, what) => {
    expect(destructionIn(command)).toEqual([what].flat());
  });

  it.each([
    "rclone copy --immutable /a r:b",
    "rclone lsjson r:b",
    "mc --json ls -r lab/b",
    "mc mirror --overwrite a b",
    "mc retention set compliance 30d lab/backup",
    "mc ilm rule ls lab/backup",
    "mc ilm rule add --transition-days 1 lab/backup",
    "s3cmd ls s3://b",
    "s5cmd cp a s3://b",
    "az storage blob list",
    "aws s3 cp --recursive /a s3://b",
    "aws s3api get-bucket-lifecycle-configuration --bucket b",
    "aws s3api put-object-retention --key k",
    "aws rds describe-db-instances",
    "aws ec2 create-snapshot --x",
  ])("lets %s be", (command) => {
    expect(destructionIn(command)).toEqual([]);
  });
});
