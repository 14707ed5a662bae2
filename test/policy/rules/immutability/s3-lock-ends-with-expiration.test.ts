import { type Sent, unknown, verdictOf, violationsOf } from "../../support";
import { lock, lockTypes, setting } from "./support";

const rule = "s3-lock-ends-with-expiration";
const types = [
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
  "aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2",
] as const;
const lifecycle = (rules: unknown, more: Partial<Sent> = {}) =>
  setting(types[0], { rules }, { name: "lifecycle", ...more });
/** Keeps a version for 90 days, and a hidden one for 10 more. */
const keeping = (more: object = {}) => ({
  id: "expire",
  status: "Enabled",
  expiration: { days: 90 },
  noncurrentVersionExpiration: { noncurrentDays: 10 },
  ...more,
});

describe(rule, () => {
  it.each(types)("judges beside a %s", async (type) => {
    const sent = lifecycle([keeping()], { type });

    expect(await violationsOf(rule, [sent, lock({ days: 100 })])).toEqual([]);
    expect(await violationsOf(rule, [sent, lock({ days: 101 })])).toHaveLength(1);
    expect(
      await violationsOf(rule, [sent, lock({ days: 101 }, { type: lockTypes[1] })]),
    ).toHaveLength(1);
  });

  it("fails on a lock that outlives all versions", async () => {
    expect(await violationsOf(rule, [lifecycle([keeping()]), lock({ years: 1 })])).toEqual([
      "lock: rule.defaultRetention locks for 365 days; wanted are at most 100, after which the lifecycle keeps nothing: for 265 days hidden versions would be paid for. Fix: set rule.defaultRetention to 100 days or fewer, or the lifecycle's expiration to more.",
    ]);
  });

  it.each([
    ["an empty filter", { filter: {} }],
    ["a filter of an empty prefix", { filter: { prefix: "" } }],
    ["a filter of sizes", { filter: { objectSizeGreaterThan: 1 } }],
    ["an empty prefix", { prefix: "" }],
    [
      "a filter, which leaves no prefix of its own to read",
      { filter: { prefix: "" }, prefix: unknown },
    ],
  ])("takes a rule with %s for one of all objects", async (_what, more) => {
    expect(
      await violationsOf(rule, [lifecycle([keeping(more)]), lock({ days: 101 })]),
    ).toHaveLength(1);
  });

  it.each([
    ["a filter's prefix", { filter: { prefix: "tmp/" } }],
    ["a prefix", { prefix: "tmp/" }],
    ["a tag", { filter: { tag: { key: "kind", value: "tmp" } } }],
    ["several conditions", { filter: { and: { prefix: "tmp/", tags: {} } } }],
  ])("passes where a rule with %s leaves others for ever", async (_what, more) => {
    expect(await violationsOf(rule, [lifecycle([keeping(more)]), lock({ days: 101 })])).toEqual([]);
  });

  it("counts the longest of all rules, of either kind", async () => {
    const longer = {
      id: "images",
      status: "Enabled",
      filter: { prefix: "vm/" },
      expiration: { days: 200 },
    };
    const hidden = {
      id: "old",
      status: "Enabled",
      noncurrentVersionExpiration: { noncurrentDays: 30 },
    };
    const sent = lifecycle([keeping(), longer, hidden]);

    expect(await violationsOf(rule, [sent, lock({ days: 230 })])).toEqual([]);
    expect(await violationsOf(rule, [sent, lock({ days: 231 })])).toEqual([
      expect.stringContaining("wanted are at most 230"),
    ]);
  });

  it.each([
    ["whose expiration is disabled", [keeping({ status: "Disabled" })]],
    ["that expires by no days, which is none", [keeping({ expiration: { days: 0 } })]],
    ["that expires on a date", [keeping({ expiration: { date: "2030-01-01" } })]],
    [
      "that deletes hidden versions by no days, which is none",
      [keeping({ noncurrentVersionExpiration: { noncurrentDays: 0 } })],
    ],
    ["that expires nothing", [keeping({ expiration: undefined })]],
    [
      "that expires delete markers alone",
      [keeping({ expiration: { expiredObjectDeleteMarker: true } })],
    ],
    ["that keeps hidden versions", [keeping({ noncurrentVersionExpiration: undefined })]],
    [
      "that keeps hidden versions, for who deletes them is disabled",
      [keeping({ noncurrentVersionExpiration: undefined }), keeping({ status: "Disabled" })],
    ],
    ["without rules", undefined],
  ])("passes beside a lifecycle %s", async (_what, rules) => {
    expect(await violationsOf(rule, [lifecycle(rules), lock({ days: 999 })])).toEqual([]);
  });

  it("says nothing of a bucket without a lifecycle or a default lock", async () => {
    const other = lifecycle([keeping()], { name: "other" });
    const elsewhere = { ...other, props: { ...other.props, bucket: "other" } };

    expect(await violationsOf(rule, [lock({ days: 999 }), elsewhere])).toEqual([]);
    expect(await violationsOf(rule, [setting(lockTypes[0]), other])).toEqual([]);
    expect(await violationsOf(rule, [lock(undefined), other])).toEqual([]);
  });

  it("says of which resource the days are not known yet", async () => {
    const sent = [lifecycle([keeping()]), lock({ days: unknown })];

    expect(await verdictOf(rule, sent)).toEqual({
      violations: [],
      notJudged: expect.stringContaining("rule.defaultRetention.days of lock is not known yet"),
    });
  });
});
