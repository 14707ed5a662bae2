import { type DataEvents, dataEventsOf } from "../../trail-events";
import { type ResourceOf } from "../../resource";
import { s3Types } from "../../resource-types";
import { stackRule } from "../../rule";
import { type Stack } from "../../stack";
import { isSet } from "../../unknown";
import { isNo } from "../../truth";

type Bucket = ResourceOf<(typeof s3Types.bucket)[number]>;
type Trail = ResourceOf<"aws:cloudtrail/trail:Trail">;

/** What is worth a lock is worth knowing who read, wrote or tried to delete it. */
export const awsTrail = stackRule({
  name: "aws-trail",
  description:
    "A CloudTrail trail of the stack logs each request for an object of S3 buckets that lock objects.",
  remediation:
    "Give the stack a trail with `enableLogFileValidation` and a data event selector of type AWS::S3::Object for the bucket, reading and writing.",
  types: s3Types.bucket,
  judge: (bucket, _numbers, stack) => {
    if (!isLocked(bucket, stack)) return [];
    const faults = stack
      .ofType(["aws:cloudtrail/trail:Trail"])
      .map((trail) => ({ trail, wrong: faultsOf(trail, bucket) }));
    if (faults.some(({ wrong }) => wrong.length === 0)) return [];
    const got = faults.map(({ trail, wrong }) => `${trail.name} ${wrong.join(" and ")}`);
    return [
      {
        problem: `bucket locks objects, and ${got.join("; ") || "the stack has no trail"}; wanted is a trail that logs whoever reads and writes them`,
        fix: "add the bucket to a trail's data events, and let the trail log and validate its files",
      },
    ];
  },
});

function isLocked(bucket: Bucket, stack: Stack): boolean {
  return (
    bucket.props.objectLockEnabled === true ||
    isSet(bucket.props, "objectLockConfiguration") ||
    stack.about(bucket, "bucket", s3Types.lock).length > 0
  );
}

/** Absent, logging is on and validation is off (Pulumi AWS provider, `aws.cloudtrail.Trail`). */
function faultsOf({ props }: Trail, bucket: Bucket): readonly string[] {
  const events = dataEventsOf(props, () => bucket.props.bucket ?? "");
  return [
    ...(isNo(props.enableLogging) ? ["has enableLogging false"] : []),
    ...(props.enableLogFileValidation ? [] : ["has no enableLogFileValidation"]),
    ...missing(events),
  ];
}

function missing({ reads, writes }: DataEvents): readonly string[] {
  if (!reads && !writes) return ["has no data events of its objects"];
  return [...(reads ? [] : ["logs no reading"]), ...(writes ? [] : ["logs no writing"])];
}
