import { isOfLogBucket } from "../../log-bucket";
import { s3Types } from "../../resource-types";
import { stackRule } from "../../rule";
import { isOwnKey } from "./own-key";

/**
 * Buckets encrypt under a key of ours, not under Amazon's: who can read S3 cannot read the backups. The one that access
 * logs go to does not, for S3 delivers into none under another key than its own (Amazon S3 User Guide, "Enabling server
 * access logging").
 */
export const s3BucketOwnKey = stackRule({
  name: "s3-bucket-own-key",
  description: "S3 buckets encrypt under a customer-managed KMS key, but those for access logs.",
  remediation:
    "Give the bucket's default encryption `sseAlgorithm: aws:kms` and `kmsMasterKeyId` of a key that the stack makes.",
  types: s3Types.encryption,
  judge: (encryption, _numbers, stack) => {
    const { rules = [] } = encryption.props;
    // One that locks objects is no target of logs either.
    const isLocked = stack.alike(encryption, "bucket", s3Types.lock, "bucket").length > 0;
    if (isOfLogBucket(encryption, stack) && !isLocked) return [];
    const wrong = rules.map((rule) => wrongKey(rule.applyServerSideEncryptionByDefault));
    const problems = rules.length === 0 ? ["no rule"] : wrong.filter((one) => one !== undefined);
    return problems.map((got) => ({
      problem: `rules: backups would lie under ${got}; wanted is aws:kms with a key of the stack's`,
      fix: "set sseAlgorithm to aws:kms and kmsMasterKeyId to the ARN of a customer-managed key",
    }));
  },
});

function wrongKey(
  applied: { readonly sseAlgorithm?: string; readonly kmsMasterKeyId?: string } | undefined,
): string | undefined {
  if (!applied?.sseAlgorithm?.startsWith("aws:kms")) {
    return `sseAlgorithm ${applied?.sseAlgorithm ?? "nothing"}`;
  }
  const key = applied.kmsMasterKeyId;
  return isOwnKey(key) ? undefined : `Amazon's own key (kmsMasterKeyId ${key || "unset"})`;
}
