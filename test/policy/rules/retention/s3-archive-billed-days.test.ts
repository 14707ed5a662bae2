import { unknown, verdictOf, violationsOf } from "../../support";

const rule = "s3-archive-billed-days";
const type = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";
const enabled = (parts: object) => ({ id: "r", status: "Enabled", ...parts });
const lifecycle = (...rules: object[]) => [{ type, props: { bucket: "b", rules } }];
const moved = (storageClass: string, days?: number, parts: object = {}) =>
  enabled({ transitions: [{ ...(days === undefined ? {} : { days }), storageClass }], ...parts });
const below = (prefix: string) => ({ filter: { prefix } });

describe(rule, () => {
  it.each([
    ["GLACIER", 90],
    ["GLACIER_IR", 90],
    ["DEEP_ARCHIVE", 180],
    ["STANDARD_IA", 30],
    ["ONEZONE_IA", 30],
  ])("passes %s kept the %i days that it bills, and fails a day less", async (name, billed) => {
    const kept = (days: number) =>
      violationsOf(rule, lifecycle(moved(name, 60, { expiration: { days } })));

    expect(await kept(60 + billed)).toEqual([]);
    expect(await kept(60 + billed - 1)).toEqual([
      `subject: rules.0.transitions.0 moves objects to ${name} on day 60, which bills ${billed} days at least, and rules.0.expiration.days takes them out on day ${59 + billed}; wanted is day ${60 + billed} or later. Fix: let rules.0.expiration.days wait until day ${60 + billed}, or take rules.0.transitions.0 out.`,
    ]);
  });

  it.each([
    ["a class without least days", [moved("INTELLIGENT_TIERING", 0, { expiration: { days: 1 } })]],
    [
      "a class without least days that ends on a date",
      [moved("INTELLIGENT_TIERING", 0, { expiration: { date: "2030-01-01" } })],
    ],
    ["no expiration", [moved("DEEP_ARCHIVE", 0)]],
    [
      "noncurrent versions that move and stay",
      [enabled({ noncurrentVersionTransitions: [{ noncurrentDays: 1, storageClass: "GLACIER" }] })],
    ],
    [
      "noncurrent versions of which only the newest are counted",
      [
        enabled({
          noncurrentVersionTransitions: [{ noncurrentDays: 1, storageClass: "GLACIER" }],
          noncurrentVersionExpiration: { newerNoncurrentVersions: 3 },
        }),
      ],
    ],
    [
      "an expiration on the day of the move, which S3 prefers",
      [moved("GLACIER", 60, { expiration: { days: 60 } })],
    ],
    [
      "an expiration before the move, so that nothing is moved",
      [moved("GLACIER", 60, { expiration: { days: 40 } })],
    ],
    [
      "delete markers alone",
      [moved("GLACIER", 0, { expiration: { expiredObjectDeleteMarker: true } })],
    ],
    [
      "a disabled expiration",
      [moved("GLACIER", 0), { status: "Disabled", expiration: { days: 5 } }],
    ],
    [
      "a disabled move",
      [moved("GLACIER", 0, { status: "Disabled" }), enabled({ expiration: { days: 5 } })],
    ],
    [
      "other objects that expire sooner",
      [
        moved("GLACIER", 0, { ...below("vm/"), expiration: { days: 90 } }),
        enabled({ ...below("manifest/"), expiration: { days: 40 } }),
      ],
    ],
    [
      "noncurrent versions, whose days are others",
      [moved("GLACIER", 0), enabled({ noncurrentVersionExpiration: { noncurrentDays: 5 } })],
    ],
    ["no rules", []],
  ])("passes %s", async (_what, rules) => {
    expect(await violationsOf(rule, lifecycle(...rules))).toEqual([]);
  });

  it.each([
    ["all objects", {}, below("vm/")],
    ["some of them", below("vm/old/"), below("vm/")],
    ["all, of which some are moved", below("vm/"), below("vm/old/")],
    ["the same, said in the old way", { prefix: "vm/" }, below("vm/")],
  ])("fails where another rule ends %s too soon", async (_what, ending, moving) => {
    const rules = [
      moved("GLACIER", 0, moving),
      enabled({ expiration: { days: 100 } }),
      enabled({ ...ending, expiration: { days: 40 } }),
    ];

    expect(await violationsOf(rule, lifecycle(...rules))).toEqual([
      expect.stringMatching(
        /rules\.2\.expiration\.days takes them out on day 40; .* day 90 or later/,
      ),
    ]);
  });

  it("takes a move without days for one at once, and the earliest of several ends", async () => {
    const rules = [
      moved("GLACIER"),
      enabled({ expiration: { days: 89 } }),
      enabled({ expiration: { days: 2 } }),
      enabled({ expiration: { days: 50 } }),
    ];

    expect(await violationsOf(rule, lifecycle(...rules))).toEqual([
      expect.stringMatching(/on day 0, .* rules\.2\.expiration\.days takes them out on day 2;/),
    ]);
  });

  it("fails on an end by a date, even beside one by days", async () => {
    const [days, date] = [{ days: 40 }, { date: "2030-01-01" }].map((expiration) =>
      enabled({ expiration }),
    ) as [object, object];

    expect(await violationsOf(rule, lifecycle(moved("GLACIER", 0), days, date))).toEqual([
      expect.stringContaining(
        "rules.2.expiration.date takes them out on a date, whatever their age; wanted is day 90",
      ),
    ]);
    expect(await violationsOf(rule, lifecycle(moved("GLACIER", 0), date, days))).toEqual([
      expect.stringContaining("rules.1.expiration.date takes them out on a date"),
    ]);
  });

  it("fails on a next move before the days of the first are over", async () => {
    const twice = (days: number) =>
      lifecycle(
        enabled({
          transitions: [
            { days: 30, storageClass: "STANDARD_IA" },
            { days, storageClass: "GLACIER" },
          ],
        }),
      );

    expect(await violationsOf(rule, twice(60))).toEqual([]);
    expect(await violationsOf(rule, twice(59))).toEqual([
      expect.stringContaining("rules.0.transitions.1 takes them out on day 59; wanted is day 60"),
    ]);
  });

  it("judges noncurrent versions by days of their own", async () => {
    const noncurrent = (noncurrentDays: number) =>
      lifecycle(
        enabled({
          expiration: { days: 40 },
          noncurrentVersionTransitions: [{ noncurrentDays: 1, storageClass: "DEEP_ARCHIVE" }],
          noncurrentVersionExpiration: { noncurrentDays },
        }),
      );

    expect(await violationsOf(rule, noncurrent(181))).toEqual([]);
    expect(await violationsOf(rule, noncurrent(31))).toEqual([
      expect.stringMatching(
        /rules\.0\.noncurrentVersionTransitions\.0 moves objects to DEEP_ARCHIVE on day 1, which bills 180 .* rules\.0\.noncurrentVersionExpiration\.noncurrentDays takes them out on day 31; wanted is day 181/,
      ),
    ]);
  });

  it("takes a move of noncurrent versions without days for one at once", async () => {
    const kept = (noncurrentDays: number) =>
      lifecycle(
        enabled({
          noncurrentVersionTransitions: [{ storageClass: "GLACIER" }],
          noncurrentVersionExpiration: { noncurrentDays },
        }),
      );

    expect(await violationsOf(rule, kept(90))).toEqual([]);
    expect(await violationsOf(rule, kept(89))).toHaveLength(1);
  });

  it("judges rules at the bucket itself", async () => {
    const at = (days: number) => [
      {
        type: "aws:s3/bucketV2:BucketV2",
        props: {
          lifecycleRules: [
            {
              enabled: true,
              transitions: [{ storageClass: "GLACIER" }],
              expirations: [{ days }],
              noncurrentVersionTransitions: [{ days: 0, storageClass: "GLACIER" }],
              noncurrentVersionExpirations: [{ days }],
            },
          ],
        },
      },
    ];

    expect(await violationsOf(rule, at(90))).toEqual([]);
    expect(await violationsOf(rule, at(89))).toEqual([
      expect.stringContaining("lifecycleRules.0.transitions.0"),
      expect.stringContaining("lifecycleRules.0.noncurrentVersionTransitions.0"),
    ]);
  });

  it.each(["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"])(
    "passes rules at a %s itself that say nothing",
    async (type) => {
      const props = { lifecycleRules: [{ enabled: true }] };

      expect(await violationsOf(rule, [{ type, props }])).toEqual([]);
    },
  );

  it("says of which lifecycle a class is not known yet", async () => {
    expect(await verdictOf(rule, lifecycle(moved(unknown, 0)))).toEqual({
      violations: [],
      notJudged: expect.stringContaining(
        "rules.0.transitions.0.storageClass of subject is not known yet",
      ),
    });
  });

  it("asks for nothing but moves where there are none", async () => {
    const sent = lifecycle(enabled({ filter: unknown, expiration: unknown }));

    expect(await verdictOf(rule, sent)).toEqual({ violations: [], notJudged: "" });
  });
});
