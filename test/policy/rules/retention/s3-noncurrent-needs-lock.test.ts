import { unknown, verdictOf, violationsOf } from "../../support";

const rule = "s3-noncurrent-needs-lock";
const lifecycleOf = (rules: readonly object[], more: object = {}) => ({
  type: "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
  props: { bucket: "b", rules },
  ...more,
});
const forgetting = (noncurrentDays: unknown, parts: object = {}) => ({
  id: "r",
  status: "Enabled",
  noncurrentVersionExpiration: { noncurrentDays },
  ...parts,
});
const lockOf = (defaultRetention: object | undefined, more: object = {}) => ({
  type: "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
  name: "lock",
  props: { bucket: "b", rule: defaultRetention && { defaultRetention } },
  ...more,
});
const days = (count: unknown) => ({ mode: "COMPLIANCE", days: count });
const glacier = { transitions: [{ days: 1, storageClass: "GLACIER" }] };

describe(rule, () => {
  it.each([
    ["versions that stay the least days", [lifecycleOf([forgetting(30)])]],
    ["a lock of the least days", [lifecycleOf([forgetting(1)]), lockOf(days(30))]],
    [
      "a lock by its earlier type",
      [
        lifecycleOf([forgetting(1)]),
        {
          ...lockOf(days(30)),
          type: "aws:s3/bucketObjectLockConfigurationV2:BucketObjectLockConfigurationV2",
        },
      ],
    ],
    ["a lock of a year", [lifecycleOf([forgetting(1)]), lockOf({ mode: "GOVERNANCE", years: 1 })]],
    ["versions that stay for ever", [lifecycleOf([{ id: "r", status: "Enabled" }])]],
    ["no days, which S3 ends no versions by", [lifecycleOf([forgetting(0)])]],
    ["a disabled rule", [lifecycleOf([forgetting(1, { status: "Disabled" })])]],
    [
      "a lock as long as what is archived is billed",
      [lifecycleOf([forgetting(1, glacier)]), lockOf(days(91))],
    ],
    [
      "versions that stay as long as what is archived is billed",
      [lifecycleOf([forgetting(91, glacier)])],
    ],
    [
      "objects that are not those that are archived",
      [
        lifecycleOf([
          forgetting(30, { filter: { prefix: "a/" } }),
          { id: "m", status: "Enabled", filter: { prefix: "b/" }, ...glacier },
        ]),
      ],
    ],
    [
      "a class that bills no least days",
      [
        lifecycleOf([
          forgetting(30, { transitions: [{ days: 900, storageClass: "INTELLIGENT_TIERING" }] }),
        ]),
      ],
    ],
  ])("passes %s", async (_what, sent) => {
    expect(await violationsOf(rule, sent)).toEqual([]);
  });

  it.each([
    ["no lock", [], 0],
    ["a lock without a default", [lockOf(undefined)], 0],
    ["a lock that is too short", [lockOf(days(29))], 29],
    ["a lock of another bucket", [lockOf(days(90), { props: { bucket: "c" } })], 0],
  ])("fails on versions that go sooner with %s", async (_what, locks, got) => {
    const sent = [lifecycleOf([forgetting(29)]), ...locks];

    expect(await violationsOf(rule, sent)).toEqual([
      `subject: rules.0.noncurrentVersionExpiration.noncurrentDays is 29 and the bucket's default lock is ${got} days, so whoever overwrites a copy has it gone before its time; wanted are 30 of one of the two. Fix: set rules.0.noncurrentVersionExpiration.noncurrentDays to 30 or more, or lock objects of the bucket by default for 30 days or more.`,
    ]);
  });

  it("counts a year as 365 days", async () => {
    const sent = [lifecycleOf([forgetting(1)]), lockOf({ mode: "COMPLIANCE", years: 2 })];

    expect(await violationsOf(rule, sent, { minimumDays: 730 })).toEqual([]);
    expect(await violationsOf(rule, sent, { minimumDays: 731 })).toEqual([
      expect.stringContaining("default lock is 730 days"),
    ]);
  });

  it("counts the shorter of two locks, which may be the last, and none where a lock is without", async () => {
    const [long, short, none] = [days(400), days(40), undefined].map((one, index) =>
      lockOf(one, { name: `lock ${index}` }),
    );
    const of = (...locks: readonly (typeof long)[]) =>
      violationsOf(rule, [lifecycleOf([forgetting(1)]), ...locks.map((one) => one!)], {
        minimumDays: 41,
      });

    expect(await of(long)).toEqual([]);
    expect(await of(long, short)).toEqual([expect.stringContaining("default lock is 40 days")]);
    expect(await of(long, none)).toEqual([expect.stringContaining("default lock is 0 days")]);
  });

  it("wants of what is archived as many days as are billed, whichever rule moves it", async () => {
    const rules = [forgetting(90), { id: "m", status: "Enabled", ...glacier }];

    expect(await violationsOf(rule, [lifecycleOf(rules), lockOf(days(90))])).toEqual([
      expect.stringContaining("wanted are 91 of one of the two"),
    ]);
    const atOnce = { transitions: [{ storageClass: "DEEP_ARCHIVE" }] };
    expect(await violationsOf(rule, [lifecycleOf([forgetting(1, atOnce)])])).toEqual([
      expect.stringContaining("wanted are 180 of one of the two"),
    ]);
  });

  it("judges a lifecycle at the bucket itself, and knows its lock", async () => {
    const bucket = {
      type: "aws:s3/bucket:Bucket",
      props: {
        bucket: "b",
        lifecycleRules: [{ enabled: true, noncurrentVersionExpiration: { days: 1 } }],
      },
    };

    expect(await violationsOf(rule, [bucket, lockOf(days(30))])).toEqual([]);
    const silent = { ...bucket, props: { bucket: "b", lifecycleRules: [{ enabled: true }] } };
    expect(await violationsOf(rule, [silent])).toEqual([]);
    expect(await violationsOf(rule, [bucket])).toEqual([
      expect.stringContaining("lifecycleRules.0.noncurrentVersionExpiration.noncurrentDays is 1"),
    ]);
  });

  it("knows the lock also where nothing has a name yet", async () => {
    const nameless = {
      props: { bucket: unknown, rules: [forgetting(1)] },
      from: { bucket: ["b"] },
    };
    const lock = lockOf(days(30), {
      props: { bucket: unknown, rule: { defaultRetention: days(30) } },
      from: { bucket: ["b"] },
    });
    const bucket = { type: "aws:s3/bucket:Bucket", name: "b", props: {} };

    expect(await violationsOf(rule, [bucket, lifecycleOf([], nameless), lock])).toEqual([]);
    expect(await violationsOf(rule, [bucket, lifecycleOf([], nameless)])).toHaveLength(1);
  });

  it("takes another least from the pack's configuration", async () => {
    const sent = [lifecycleOf([forgetting(30)])];

    expect(await violationsOf(rule, sent, { minimumDays: 31 })).toEqual([
      expect.stringContaining("wanted are 31 of one of the two"),
    ]);
  });

  it("says which days are not known yet, of those that it needs", async () => {
    const short = lifecycleOf([forgetting(1)]);

    expect(await verdictOf(rule, [short, lockOf(days(unknown))])).toEqual({
      violations: [],
      notJudged: expect.stringContaining("rule.defaultRetention.days of lock is not known yet"),
    });
    expect(await verdictOf(rule, [lifecycleOf([forgetting(30)]), lockOf(days(unknown))])).toEqual({
      violations: [],
      notJudged: "",
    });
    expect((await verdictOf(rule, [lifecycleOf([forgetting(unknown)])])).notJudged).toContain(
      "rules.0.noncurrentVersionExpiration.noncurrentDays of subject",
    );
  });
});
