import { speaksOf } from "../../iam-match";
import { type IamCondition, type IamStatement } from "../../iam-statement";
import { s3Types } from "../../resource-types";
import { stackRule } from "../../rule";
import { type Stack } from "../../stack";
import { takesLogs } from "../../log-bucket";
import { type Bucket, denialsOf, isAboutObjects } from "./bucket-policy";

/** What a caller may ask for beside a bucket's default encryption (Amazon S3 API Reference, PutObject). */
const algorithm = "s3:x-amz-server-side-encryption";
const keyId = `${algorithm}-aws-kms-key-id`;
const callersOwn = `${algorithm}-customer-algorithm`;

/**
 * A bucket's default key is for who names none: a writer that names another puts copies where only its owner can read
 * them, which is how buckets are held to ransom.
 */
export const s3DeniesOtherKeys = stackRule({
  name: "s3-denies-other-keys",
  description:
    "S3 buckets refuse copies under another key than their own, but those for access logs.",
  remediation:
    "Deny s3:PutObject to everybody in the bucket's policy: where s3:x-amz-server-side-encryption-customer-algorithm is there, where s3:x-amz-server-side-encryption is not aws:kms, and where s3:x-amz-server-side-encryption-aws-kms-key-id is not the bucket's key.",
  types: s3Types.bucket,
  judge: (bucket, _numbers, stack) => {
    if (takesLogs(bucket, stack)) return [];
    const policies = denialsOf(bucket, stack).map((all) =>
      all.filter((one) => speaksOf(one.actions, "s3:PutObject") && isAboutObjects(one)),
    );
    const refuses = (what: (statement: IamStatement) => boolean) =>
      policies.every((all) => all.some(what));
    const missing = [
      ...(refuses(refusesCallersOwn) || blocksCallersOwn(bucket, stack)
        ? []
        : ["a caller's own key"]),
      ...(refuses(refusesOtherKeys) ? [] : ["another KMS key"]),
      ...(refuses(refusesAmazons) ? [] : ["Amazon's own key"]),
    ];
    return missing.length === 0
      ? []
      : [
          {
            problem: `no bucket policy refuses copies under ${missing.join(", ")}; wanted is a Deny of s3:PutObject for each`,
            fix: "add those statements to the bucket's aws.s3.BucketPolicy",
          },
        ];
  },
});

const refusesCallersOwn = ({ conditions }: IamStatement) =>
  conditions.every((one) => isPresent(one, callersOwn));

/** New buckets block that by themselves since March 2026; one from before does where its encryption says so. */
const blocksCallersOwn = (bucket: Bucket, stack: Stack) =>
  stack
    .about(bucket, "bucket", s3Types.encryption)
    .flatMap(({ props }) => props.rules ?? [])
    .some(({ blockedEncryptionTypes = [] }) => blockedEncryptionTypes.includes("SSE-C"));

const refusesOtherKeys = (statement: IamStatement) => refusesAllBut(statement, keyId, () => true);

const refusesAmazons = (statement: IamStatement) =>
  refusesAllBut(statement, algorithm, (value) => value.startsWith("aws:kms"));

/** One comparison for "not equal", and perhaps that the header is there: any more would refuse some alone. */
function refusesAllBut(
  { conditions }: IamStatement,
  key: string,
  isRight: (value: string) => boolean,
): boolean {
  const [only, ...more] = conditions.filter((one) => !isPresent(one, key));
  return (
    more.length === 0 &&
    only?.key === key &&
    /^(string|arn)not(equals|like)(ifexists)?$/.test(only.operator) &&
    only.values.every((value) => value !== "*" && isRight(value))
  );
}

const isPresent = ({ operator, key, values }: IamCondition, wanted: string) =>
  operator === "null" && key === wanted && values.every((value) => value === "false");
