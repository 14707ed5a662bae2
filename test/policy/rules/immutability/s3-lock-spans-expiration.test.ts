import { type Sent, unknown, verdictOf, violationsOf } from "../../support";
import { lock, lockTypes, setting } from "./support";

const rule = "s3-lock-spans-expiration";
const types = [
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
  "aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2",
] as const;
const lifecycle = (rules: unknown, more: Partial<Sent> = {}) =>
  setting(types[0], { rules }, { name: "lifecycle", ...more });
const expiring = (days: unknown, more: object = {}) => ({
  id: "expire",
  status: "Enabled",
  expiration: { days },
  ...more,
});

describe(rule, () => {
  it.each(types)("judges a %s", async (type) => {
    const sent = lifecycle([expiring(90)], { type });

    expect(await violationsOf(rule, [sent, lock({ days: 90 })])).toEqual([]);
    expect(await violationsOf(rule, [sent, lock({ days: 89 })])).toHaveLength(1);
    expect(
      await violationsOf(rule, [sent, lock({ days: 89 }, { type: lockTypes[1] })]),
    ).toHaveLength(1);
  });

  it("fails on each rule whose objects outlive their lock", async () => {
    const sent = [
      lifecycle([expiring(90), expiring(91), expiring(365)]),
      lock({ mode: "COMPLIANCE", days: 90 }),
    ];

    expect(await violationsOf(rule, sent)).toEqual([
      "lifecycle: rules.1.expiration.days is 91, and the bucket's lock ends after 90: in the 1 days between anybody who may delete can; wanted is a lock of 91 days or more. Fix: set rule.defaultRetention of the bucket's object lock to 91 days or more.",
      expect.stringContaining(
        "rules.2.expiration.days is 365, and the bucket's lock ends after 90",
      ),
    ]);
  });

  it("counts years, and of two locks the shorter", async () => {
    const year = lifecycle([expiring(366)]);

    expect(await violationsOf(rule, [year, lock({ years: 2 })])).toEqual([]);
    expect(await violationsOf(rule, [year, lock({ years: 1 })])).toHaveLength(1);
    expect(
      await violationsOf(rule, [year, lock({ years: 2 }), lock({ days: 1 }, { name: "other" })]),
    ).toEqual([expect.stringContaining("ends after 1:")]);
  });

  it.each([
    ["a disabled rule", [expiring(91, { status: "Disabled" })]],
    [
      "a rule of delete markers",
      [expiring(unknown, { expiration: { expiredObjectDeleteMarker: true, days: unknown } })],
    ],
    ["days that the provider answers with 0", [expiring(0)]],
    [
      "a rule of replaced versions alone",
      [{ id: "old", status: "Enabled", noncurrentVersionExpiration: { noncurrentDays: 91 } }],
    ],
    ["a date", [expiring(undefined, { expiration: { date: "2030-01-01T00:00:00Z" } })]],
    ["no rules", undefined],
  ])("passes %s", async (_what, rules) => {
    expect(await violationsOf(rule, [lifecycle(rules), lock({ days: 90 })])).toEqual([]);
  });

  it("says nothing where nothing is locked by default, or another bucket is", async () => {
    const sent = lifecycle([expiring(unknown)]);
    const idle = setting(lockTypes[0], {}, { name: "idle" });
    const other = setting(
      lockTypes[0],
      { bucket: "other", rule: { defaultRetention: { days: 1 } } },
      { name: "other" },
    );

    expect(await violationsOf(rule, [sent, idle, other])).toEqual([]);
  });

  it("knows the lock where nothing has a name yet", async () => {
    const from = { bucket: ["archive"] };
    const bucket = { type: "aws:s3/bucket:Bucket", name: "archive", props: {} };
    const nameless = { bucket: unknown, rules: [expiring(91)] };
    const sent = [
      bucket,
      setting(types[0], nameless, { name: "lifecycle", from }),
      setting(
        lockTypes[0],
        { bucket: unknown, rule: { defaultRetention: { days: 90 } } },
        { name: "lock", from },
      ),
    ];

    expect(await violationsOf(rule, sent)).toHaveLength(1);
  });

  it("says of which resource the days are not known yet", async () => {
    expect(await verdictOf(rule, [lifecycle([expiring(unknown)]), lock({ days: 90 })])).toEqual({
      violations: [],
      notJudged: expect.stringContaining("rules.0.expiration.days of lifecycle is not known yet"),
    });
  });
});
