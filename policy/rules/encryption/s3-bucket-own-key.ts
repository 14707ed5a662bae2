import { type Member, type StackRule } from "../../stack-rule";

interface EncryptionRule {
  readonly applyServerSideEncryptionByDefault?: { readonly sseAlgorithm?: string };
}

const encryptions: ReadonlySet<string> = new Set([
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
  "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2",
]);

const logging: ReadonlySet<string> = new Set([
  "aws:s3/bucketLogging:BucketLogging",
  "aws:s3/bucketLoggingV2:BucketLoggingV2",
]);

const locks: ReadonlySet<string> = new Set([
  "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
  "aws:s3/bucketObjectLockConfigurationV2:BucketObjectLockConfigurationV2",
]);

/**
 * Buckets encrypt under a key of ours, not under Amazon's: who can read S3 cannot read the backups. The one that access logs go to does
 * not, for S3 delivers into none under another key than its own (Amazon S3 User Guide, "Enabling server access logging").
 */
export const s3BucketOwnKey: StackRule = {
  name: "s3-bucket-own-key",
  description: "S3 buckets encrypt under a customer-managed KMS key, but those for access logs.",
  enforcementLevel: "mandatory",
  severity: "critical",
  judge(members) {
    const named = (types: ReadonlySet<string>, key: string) =>
      members.filter(({ type }) => types.has(type)).map(({ props }) => props[key]);
    // One that locks objects is no target either.
    const locked = new Set(named(locks, "bucket"));
    const forLogs = new Set(named(logging, "targetBucket").filter((name) => !locked.has(name)));
    return members
      .filter(({ type, props }) => encryptions.has(type) && !forLogs.has(props["bucket"]))
      .flatMap(judgeBucket);
  },
};

function judgeBucket(member: Member) {
  const rules = (member.props["rules"] ?? []) as EncryptionRule[];
  const algorithms = rules.map((rule) => rule.applyServerSideEncryptionByDefault?.sseAlgorithm);
  const wrong = algorithms.filter((algorithm) => !algorithm?.startsWith("aws:kms"));
  const got = rules.length === 0 ? "no encryption rule" : `sseAlgorithm ${wrong.join(", ")}`;
  return rules.length > 0 && wrong.length === 0
    ? []
    : [
        {
          member,
          problem: `backups would lie under ${got}; wanted is aws:kms`,
          fix: "set `encryption: aes-256` for the place in backup:places, or take the line out",
        },
      ];
}
