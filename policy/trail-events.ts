import { type ResourceOf } from "./resource";

type Trail = ResourceOf<"aws:cloudtrail/trail:Trail">["props"];
type Advanced = NonNullable<Trail["advancedEventSelectors"]>[number];
type FieldSelector = Advanced["fieldSelectors"][number];

/** Which requests for objects of a bucket a trail logs. */
export interface DataEvents {
  readonly reads: boolean;
  readonly writes: boolean;
}

const objects = "AWS::S3::Object";

/** Every bucket of the account, in each way that CloudTrail takes. */
const everyBucket = /^arn:[\w-]+:s3(?::::)?$/;

/**
 * What a trail logs of a bucket's objects, by selectors of either kind. Source: AWS CloudTrail User Guide, "Logging data
 * events".
 *
 * @param bucketName - read only where a selector names buckets
 */
export function dataEventsOf(trail: Trail, bucketName: () => string): DataEvents {
  const { eventSelectors = [], advancedEventSelectors = [] } = trail;
  const basic = eventSelectors
    .filter(({ dataResources = [] }) =>
      dataResources.some(
        ({ type, values }) =>
          type === objects && values.some((value) => isAllOf(value, bucketName)),
      ),
    )
    .map(({ readWriteType = "All" }) => ({
      reads: readWriteType !== "WriteOnly",
      writes: readWriteType !== "ReadOnly",
    }));
  const advanced = advancedEventSelectors
    .filter((selector) => selectsAllOf(selector, bucketName))
    .map(readOrWrite);
  const all = [...basic, ...advanced];
  return { reads: all.some(({ reads }) => reads), writes: all.some(({ writes }) => writes) };
}

/** With a prefix behind the slash it is a part of the bucket; without the slash, none of it. */
function isAllOf(value: string, bucketName: () => string): boolean {
  return everyBucket.test(value) || value.replace(/^arn:[\w-]+:s3:::/, "") === `${bucketName()}/`;
}

/** Which fields may narrow a selector without taking anything of the bucket away. */
const judged = ["eventCategory", "resources.type", "resources.ARN", "readOnly"];

function selectsAllOf({ fieldSelectors }: Advanced, bucketName: () => string): boolean {
  const of = (field: string) => fieldSelectors.filter((one) => one.field === field);
  return (
    fieldSelectors.every(({ field }) => judged.includes(field)) &&
    of("eventCategory").some(equalsOnly("Data")) &&
    of("resources.type").some(equalsOnly(objects)) &&
    of("resources.ARN").every((one) => startsAtOf(one, bucketName))
  );
}

const equalsOnly =
  (value: string) =>
  ({ equals = [] }: FieldSelector) =>
    equals.includes(value);

/** Other operators are not looked into: they may take this bucket away. */
function startsAtOf(
  { startsWiths = [], ...others }: FieldSelector,
  bucketName: () => string,
): boolean {
  const {
    equals = [],
    endsWiths = [],
    notEquals = [],
    notEndsWiths = [],
    notStartsWiths = [],
  } = others;
  return (
    [equals, endsWiths, notEquals, notEndsWiths, notStartsWiths].flat().length === 0 &&
    startsWiths.some((start) => isAllOf(start, bucketName))
  );
}

function readOrWrite({ fieldSelectors }: Advanced): DataEvents {
  const only = fieldSelectors.find(({ field }) => field === "readOnly")?.equals ?? [];
  return {
    reads: only.length === 0 || only.includes("true"),
    writes: only.length === 0 || only.includes("false"),
  };
}
