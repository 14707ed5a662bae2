import { s3Types } from "../../resource-types";
import { stackRule } from "../../rule";

/**
 * New buckets are closed to the public since April 2023 (Amazon S3 User Guide, "Blocking public access"), and stay so
 * until somebody opens one: what no program declares, none puts back.
 */
export const s3Private = stackRule({
  name: "s3-private",
  description: "Every S3 bucket has a public access block.",
  remediation:
    "Define an aws.s3.BucketPublicAccessBlock for the bucket, with all four settings true.",
  types: s3Types.bucket,
  judge: (bucket, _numbers, stack) =>
    stack.about(bucket, "bucket", s3Types.publicAccessBlock).length > 0
      ? []
      : [
          {
            problem: "has no public access block, so a policy or an ACL can open it; wanted is one",
            fix: "define an aws.s3.BucketPublicAccessBlock with the bucket's name and all four settings true",
          },
        ],
});
