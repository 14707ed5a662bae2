import { coversAction } from "../../iam-match";
import { type IamStatement } from "../../iam-statement";
import { s3Types } from "../../resource-types";
import { stackRule } from "../../rule";
import { denialsOf, isAboutBucket, isAboutObjects } from "./bucket-policy";

/** S3 answers without TLS as well, unless a bucket's policy refuses (Amazon S3 User Guide, "Security best practices"). */
export const s3TlsOnly = stackRule({
  name: "s3-tls-only",
  description: "Every S3 bucket refuses whoever comes without TLS.",
  remediation:
    "Give the bucket a policy that denies s3:* to everybody on the bucket and on all its objects where aws:SecureTransport is false.",
  types: s3Types.bucket,
  judge: (bucket, _numbers, stack) => {
    const refused = denialsOf(bucket, stack).map((all) => all.filter(isOfPlain));
    const missing = [
      ...(refused.every((all) => all.some(isAboutBucket)) ? [] : ["the bucket"]),
      ...(refused.every((all) => all.some(isAboutObjects)) ? [] : ["its objects"]),
    ];
    return missing.length === 0
      ? []
      : [
          {
            problem: `no bucket policy refuses whoever comes without TLS to ${missing.join(" and ")}; wanted is a Deny of s3:* to everybody where aws:SecureTransport is false`,
            fix: "define an aws.s3.BucketPolicy with that statement, on the ARN of the bucket and on that with /*",
          },
        ];
  },
});

/** With a second condition it would refuse some alone. */
function isOfPlain({ actions, conditions }: IamStatement): boolean {
  const [only, ...more] = conditions;
  return (
    !actions.allBut &&
    actions.patterns.some((pattern) => coversAction(pattern, "s3:*")) &&
    more.length === 0 &&
    only?.key === "aws:securetransport" &&
    /^bool(ifexists)?$/.test(only.operator) &&
    only.values.includes("false")
  );
}
