import { takesLogs } from "../../log-bucket";
import { s3Types } from "../../resource-types";
import { stackRule } from "../../rule";
import { repositoryIn } from "./repository";

/**
 * What a bucket locks by default nobody can delete, whatever rights were stolen; that it could lock does nothing by
 * itself. Not locked by default is the bucket that S3's access logs go to, for S3 delivers none into one that is (Amazon
 * S3 User Guide, "Enabling Amazon S3 server access logging"), and one in which a backup product keeps its repository.
 *
 * Inline settings of a bucket do not count: a stack shows them as S3 answered them last, with a lock that may be on its way out.
 */
export const s3Locked = stackRule({
  name: "s3-locked",
  description:
    "S3 buckets lock each new version by default, but those for access logs and for repositories of a backup product.",
  remediation:
    "Give the bucket a `BucketObjectLockConfiguration` with `rule.defaultRetention` of mode COMPLIANCE.",
  types: s3Types.bucket,
  judge: (bucket, _numbers, stack) => {
    const locks = stack.about(bucket, "bucket", s3Types.lock);
    // Of two for one bucket nobody knows which S3 is told last.
    const isEachOne = locks.every(({ props }) => props.rule?.defaultRetention !== undefined);
    if (locks.length > 0 && isEachOne) return [];
    if (takesLogs(bucket, stack)) return [];
    // Last, for what a command says is often not known before the update.
    if (repositoryIn(bucket, stack) !== undefined) return [];
    const got =
      locks.length === 0
        ? "no BucketObjectLockConfiguration"
        : "a BucketObjectLockConfiguration without rule.defaultRetention";
    return [
      {
        problem: `has ${got}, so that whoever may delete can delete every backup in it; wanted is a default retention`,
        fix: "add a BucketObjectLockConfiguration of this bucket with rule.defaultRetention of mode COMPLIANCE and days",
      },
    ];
  },
});
