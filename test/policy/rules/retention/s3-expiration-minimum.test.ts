import { unknown, verdictOf, violationsOf } from "../../support";

const rule = "s3-expiration-minimum";
const type = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";
const lifecycle = (...rules: object[]) => ({ type, props: { bucket: "b", rules } });
const expiring = (expiration: object, more: object = {}) => ({
  id: "r",
  status: "Enabled",
  expiration,
  ...more,
});

describe(rule, () => {
  it.each([
    ["the least days", lifecycle(expiring({ days: 30 }))],
    ["no expiration", lifecycle({ id: "r", status: "Enabled" })],
    ["a disabled rule", lifecycle(expiring({ days: 5 }, { status: "Disabled" }))],
    ["delete markers alone", lifecycle(expiring({ expiredObjectDeleteMarker: true }))],
    [
      "delete markers and a 0 that means none",
      lifecycle(expiring({ days: 0, expiredObjectDeleteMarker: true })),
    ],
    [
      "days, where a provider writes that markers stay and that there is no date",
      lifecycle(expiring({ days: 30, date: "", expiredObjectDeleteMarker: false })),
    ],
    ["an expiration that says nothing", lifecycle(expiring({}))],
    ["no days, which S3 knows no expiration by", lifecycle(expiring({ days: 0 }))],
    ["no rules", { type, props: { bucket: "b" } }],
  ])("passes %s", async (_what, sent) => {
    expect(await violationsOf(rule, [sent])).toEqual([]);
  });

  it.each([type, "aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2"])(
    "fails on days that are too few in a %s",
    async (of) => {
      const rules = [expiring({ days: 30 }), expiring({ days: 29 }), expiring({ days: 1 })];

      expect(await violationsOf(rule, [{ type: of, props: { bucket: "b", rules } }])).toEqual([
        "subject: rules.1.expiration.days is 29; wanted are 30 or more. Fix: set rules.1.expiration.days to 30 or more.",
        expect.stringContaining("rules.2.expiration.days is 1; wanted are 30 or more"),
      ]);
    },
  );

  it.each([
    ["aws:s3/bucket:Bucket", { expiration: { days: 29 } }],
    ["aws:s3/bucketV2:BucketV2", { expirations: [{ days: 29 }] }],
  ])("fails on days that are too few at a %s itself", async (of, expires) => {
    const at = (enabled: boolean) => [
      { type: of, props: { lifecycleRules: [{ enabled, ...expires }] } },
    ];

    expect(await violationsOf(rule, at(true))).toEqual([
      expect.stringContaining("lifecycleRules.0.expiration.days is 29; wanted are 30 or more"),
    ]);
    expect(await violationsOf(rule, at(false))).toEqual([]);
    expect(await violationsOf(rule, [{ type: of, props: {} }])).toEqual([]);
    const silent = { lifecycleRules: [{ enabled: true }] };
    expect(await violationsOf(rule, [{ type: of, props: silent }])).toEqual([]);
  });

  it("fails on a date, whatever it is", async () => {
    expect(await violationsOf(rule, [lifecycle(expiring({ date: "2199-01-01" }))])).toEqual([
      "subject: rules.0.expiration.date is 2199-01-01: from that day on every copy expires, whatever its age; wanted are days, 30 or more. Fix: take rules.0.expiration.date out and set rules.0.expiration.days to 30 or more.",
    ]);
  });

  it("takes another least from the pack's configuration", async () => {
    const sent = [lifecycle(expiring({ days: 364 }))];

    expect(await violationsOf(rule, sent, { minimumDays: 364 })).toEqual([]);
    expect(await violationsOf(rule, sent, { minimumDays: 365 })).toEqual([
      expect.stringContaining("is 364; wanted are 365 or more"),
    ]);
  });

  it("says of which lifecycle the days are not known yet, and judges it by what it needs alone", async () => {
    expect(await verdictOf(rule, [lifecycle(expiring({ days: unknown }))])).toEqual({
      violations: [],
      notJudged: expect.stringContaining("rules.0.expiration.days of subject is not known yet"),
    });
    const elsewhere = { filter: unknown, transitions: unknown, id: unknown };
    const sent = [lifecycle(expiring({ days: 5 }, elsewhere))];
    expect(await verdictOf(rule, sent)).toEqual({
      violations: [expect.stringContaining("expiration.days is 5")],
      notJudged: "",
    });
  });
});
