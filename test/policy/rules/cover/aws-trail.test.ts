import { type Sent, unknown, verdictOf, violationsOf } from "../../support";

const rule = "aws-trail";
const bucket = (props: object = {}): Sent => ({
  type: "aws:s3/bucket:Bucket",
  name: "archive",
  props: { bucket: "b", objectLockEnabled: true, ...props },
});
const objects = (...values: string[]) => [{ type: "AWS::S3::Object", values }];
const whole = "arn:aws:s3:::b/";
const trail = (props: object = {}, name = "trail"): Sent => ({
  type: "aws:cloudtrail/trail:Trail",
  name,
  props: {
    enableLogFileValidation: true,
    eventSelectors: [{ dataResources: objects(whole) }],
    ...props,
  },
});
const basic = (selector: object) => trail({ eventSelectors: [selector] });
const told = (got: string) =>
  `archive: bucket locks objects, and ${got}; wanted is a trail that logs whoever reads and writes them. Fix: add the bucket to a trail's data events, and let the trail log and validate its files.`;
describe(rule, () => {
  it.each([
    ["its data events", trail()],
    ["those of every bucket", basic({ dataResources: objects("arn:aws:s3") })],
    ["logging said to be on", trail({ enableLogging: true })],
  ])("passes a bucket whose trail has %s", async (_what, one) => {
    expect(await violationsOf(rule, [bucket(), one])).toEqual([]);
  });

  it("passes where one of two trails has it", async () => {
    const empty = trail({ eventSelectors: [] }, "other");

    expect(await violationsOf(rule, [bucket(), empty, trail()])).toEqual([]);
  });

  it("fails without a trail, however the bucket locks, and passes one that does not", async () => {
    const gone = [told("the stack has no trail")];
    const of = (props: object) => bucket({ objectLockEnabled: undefined, ...props });
    const lock = {
      type: "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
      name: "lock",
      props: { bucket: unknown },
      from: { bucket: ["archive"] },
    };
    const old = { ...bucket(), type: "aws:s3/bucketV2:BucketV2" };

    expect(await violationsOf(rule, [bucket()])).toEqual(gone);
    expect(await violationsOf(rule, [old])).toEqual(gone);
    expect(await violationsOf(rule, [of({ objectLockConfiguration: {} })])).toEqual(gone);
    expect(await violationsOf(rule, [of({}), lock])).toEqual(gone);
    expect(await violationsOf(rule, [of({})])).toEqual([]);
    expect(await violationsOf(rule, [of({ objectLockEnabled: false })])).toEqual([]);
  });

  it.each([
    ["logs nothing", trail({ enableLogging: false }), "trail has enableLogging false"],
    ["logs nothing, in a word", trail({ enableLogging: "false" }), "trail has enableLogging false"],
    [
      "validates nothing",
      trail({ enableLogFileValidation: undefined }),
      "trail has no enableLogFileValidation",
    ],
    [
      "validates nothing by name",
      trail({ enableLogFileValidation: false }),
      "trail has no enableLogFileValidation",
    ],
    [
      "logs reading alone",
      basic({ readWriteType: "ReadOnly", dataResources: objects(whole) }),
      "trail logs no writing",
    ],
    [
      "logs writing alone",
      basic({ readWriteType: "WriteOnly", dataResources: objects(whole) }),
      "trail logs no reading",
    ],
    [
      "has several faults",
      trail({ enableLogging: false, enableLogFileValidation: false }),
      "trail has enableLogging false and has no enableLogFileValidation",
    ],
  ])("fails on a trail that %s", async (_what, one, got) => {
    expect(await violationsOf(rule, [bucket(), one])).toEqual([told(got)]);
  });

  it.each([
    ["no selector", trail({ eventSelectors: undefined })],
    ["another bucket", basic({ dataResources: objects("arn:aws:s3:::bb/") })],
  ])("fails on a trail with %s", async (_what, one) => {
    expect(await violationsOf(rule, [bucket(), one])).toEqual([
      told("trail has no data events of its objects"),
    ]);
  });

  it("tells of each trail", async () => {
    const sent = [
      bucket(),
      trail({ eventSelectors: [] }),
      trail({ enableLogging: false }, "other"),
    ];

    expect(await violationsOf(rule, sent)).toEqual([
      told("trail has no data events of its objects; other has enableLogging false"),
    ]);
  });

  it("does not read a bucket's name where a selector is of all buckets", async () => {
    const all = basic({ dataResources: objects("arn:aws:s3") });

    expect(await violationsOf(rule, [bucket({ bucket: unknown }), all])).toEqual([]);
  });

  it.each([
    ["bucket of archive", [bucket({ bucket: unknown }), trail()]],
    [
      "eventSelectors.0.dataResources.0.values.0 of trail",
      [bucket(), basic({ dataResources: objects(unknown) })],
    ],
  ])("says that %s is not known yet", async (what, sent) => {
    expect(await verdictOf(rule, [...sent])).toEqual({
      violations: [],
      notJudged: expect.stringContaining(`${what} is not known yet`),
    });
  });
});
