import { sentOrAnswered } from "../../answer";
import { s3Types } from "../../resource-types";
import { stackRule } from "../../rule";
import { takesLogs } from "../../log-bucket";
import { type Bucket } from "./bucket-policy";

/** A bucket that logs go to logs no access: each log would make another (Amazon S3 User Guide, "Enabling server access logging"). */
export const s3AccessLogged = stackRule({
  name: "s3-access-logged",
  description: "Access to every S3 bucket is logged, but to those that logs go to.",
  remediation:
    "Define an aws.s3.BucketLogging that sends the bucket's access logs to a bucket for logs.",
  types: s3Types.bucket,
  judge: (bucket, _numbers, stack) =>
    stack.about(bucket, "bucket", s3Types.logging).length > 0 ||
    takesLogs(bucket, stack) ||
    isLoggedInline(bucket)
      ? []
      : [
          {
            problem: "nothing logs who reads it or writes to it; wanted is server access logging",
            fix: "define an aws.s3.BucketLogging with the bucket's name and a targetBucket for logs",
          },
        ],
});

const isLoggedInline = (bucket: Bucket) =>
  bucket.type === "aws:s3/bucket:Bucket"
    ? sentOrAnswered(bucket, "logging") !== undefined
    : (sentOrAnswered(bucket, "loggings") ?? []).length > 0;
