import { unknown, verdictOf, violationsOf } from "../../support";

const rule = "s3-small-objects-warm";
const lifecycle = (parts: object, more: object = {}) => [
  {
    type: "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
    props: { bucket: "b", rules: [{ id: "r", status: "Enabled", ...parts }], ...more },
  },
];
const varies = { transitionDefaultMinimumObjectSize: "varies_by_storage_class" };
const transitions = [{ days: 0, storageClass: "GLACIER" }];
const above = (objectSizeGreaterThan: number) => ({ filter: { objectSizeGreaterThan } });

describe(rule, () => {
  it.each([
    ["what S3 leaves out by itself", lifecycle({ transitions })],
    [
      "what S3 leaves out when it is told",
      lifecycle(
        { transitions },
        { transitionDefaultMinimumObjectSize: "all_storage_classes_128K" },
      ),
    ],
    ["a filter by prefix", lifecycle({ transitions, filter: { prefix: "vm/" } })],
    ["objects of 128 KiB and more", lifecycle({ transitions, ...above(131_071) }, varies)],
    [
      "a class without overhead",
      lifecycle({ transitions: [{ storageClass: "GLACIER_IR" }], ...above(1) }),
    ],
    ["no move", lifecycle({ ...above(1), expiration: { days: 90 } }, varies)],
    ["a disabled rule", lifecycle({ transitions, ...above(1), status: "Disabled" })],
  ])("passes %s", async (_what, sent) => {
    expect(await violationsOf(rule, sent)).toEqual([]);
  });

  it.each([
    ["no filter where S3 leaves none out", lifecycle({ transitions }, varies)],
    ["a filter by prefix there", lifecycle({ transitions, filter: { prefix: "vm/" } }, varies)],
    ["a filter that is too small", lifecycle({ transitions, ...above(131_070) })],
    ["a filter for small ones", lifecycle({ transitions, filter: { objectSizeLessThan: 1000 } })],
    [
      "a filter in company",
      lifecycle({ transitions, filter: { and: { prefix: "a", objectSizeGreaterThan: 1 } } }),
    ],
    [
      "the second of two moves",
      lifecycle({
        transitions: [{ days: 30, storageClass: "STANDARD_IA" }, ...transitions],
        ...above(1),
      }),
    ],
    [
      "noncurrent versions",
      lifecycle({
        noncurrentVersionTransitions: [{ noncurrentDays: 1, storageClass: "GLACIER" }],
        ...above(1),
      }),
    ],
  ])("tells of %s", async (_what, sent) => {
    expect(await violationsOf(rule, sent)).toEqual([
      "subject: rules.0 moves objects of less than 131072 bytes to GLACIER, where each is billed for 40 KB more and has to be asked for; wanted is a filter by size. Fix: set rules.0.filter.objectSizeGreaterThan to 131071.",
    ]);
  });

  it("tells of DEEP_ARCHIVE, and leaves rules at the bucket itself to S3", async () => {
    const deep = [{ storageClass: "DEEP_ARCHIVE" }];
    const inline = { lifecycleRules: [{ enabled: true, transitions: deep }], ...varies };

    expect(await violationsOf(rule, lifecycle({ transitions: deep }, varies))).toHaveLength(1);
    expect(await violationsOf(rule, [{ type: "aws:s3/bucket:Bucket", props: inline }])).toEqual([]);
  });

  it("takes another size from the pack's configuration", async () => {
    const sent = lifecycle({ transitions, ...above(131_071) });

    expect(await violationsOf(rule, sent, { smallestBytes: 131_073 })).toEqual([
      expect.stringContaining("less than 131073 bytes"),
    ]);
  });

  it("says of which lifecycle a size is not known yet", async () => {
    const sent = lifecycle({ transitions, filter: { objectSizeGreaterThan: unknown } });

    expect(await verdictOf(rule, sent)).toEqual({
      violations: [],
      notJudged: expect.stringContaining(
        "filter.objectSizeGreaterThan of subject is not known yet",
      ),
    });
  });
});
