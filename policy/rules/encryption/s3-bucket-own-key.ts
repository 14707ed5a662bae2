import { type Rule } from "../../rule";

interface EncryptionRule {
  readonly applyServerSideEncryptionByDefault?: { readonly sseAlgorithm?: string };
}

/** Buckets encrypt under a key of ours, not under Amazon's: who can read S3 cannot read the backups. */
export const s3BucketOwnKey: Rule = {
  name: "s3-bucket-own-key",
  description: "S3 buckets encrypt under a customer-managed KMS key.",
  enforcementLevel: "mandatory",
  severity: "critical",
  types: [
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2",
  ],
  numbers: {},
  judge: ({ props }) => {
    const rules = (props["rules"] ?? []) as EncryptionRule[];
    const algorithms = rules.map((rule) => rule.applyServerSideEncryptionByDefault?.sseAlgorithm);
    const wrong = algorithms.filter((algorithm) => !algorithm?.startsWith("aws:kms"));
    const got = rules.length === 0 ? "no encryption rule" : `sseAlgorithm ${wrong.join(", ")}`;
    return rules.length > 0 && wrong.length === 0
      ? []
      : [
          {
            problem: `backups would lie under ${got}; wanted is aws:kms`,
            fix: "set `encryption: aes-256` for the place in backup:places, or take the line out",
          },
        ];
  },
};
