import { unknown, verdictOf, violationsOf } from "../../support";

const rule = "minio-ilm-minimum";
const policy = (...rules: object[]) => [
  { type: "minio:index/ilmPolicy:IlmPolicy", props: { bucket: "b", rules } },
];

describe(rule, () => {
  it.each([
    ["the least of both", { expiration: "30d", noncurrentVersionExpirationDays: 30 }],
    ["neither", {}],
    ["what says nothing", { expiration: "", noncurrentVersionExpirationDays: 0 }],
    ["delete markers", { expiration: "DeleteMarker", noncurrentVersionExpirationDays: 90 }],
    [
      "a disabled rule",
      { expiration: "1d", noncurrentVersionExpirationDays: 1, status: "Disabled" },
    ],
  ])("passes %s", async (_what, one) => {
    expect(await violationsOf(rule, policy({ id: "r", ...one }))).toEqual([]);
  });

  it("passes a policy without rules", async () => {
    expect(
      await violationsOf(rule, [{ type: "minio:index/ilmPolicy:IlmPolicy", props: {} }]),
    ).toEqual([]);
  });

  it.each([undefined, "Enabled"])(
    "fails on days that are too few with status %s",
    async (status) => {
      const short = { id: "s", status, expiration: "29d" };

      expect(await violationsOf(rule, policy({ id: "r", expiration: "30d" }, short))).toEqual([
        "subject: rules.1.expiration is 29 days; wanted are 30 days or more. Fix: set rules.1.expiration to 30d or more, or take it out.",
      ]);
    },
  );

  it.each(["2199-01-01", "soon"])("fails on %s, which is no days", async (expiration) => {
    expect(await violationsOf(rule, policy({ id: "r", expiration }))).toEqual([
      expect.stringContaining(
        `rules.0.expiration is the date ${expiration}, from which on everything`,
      ),
    ]);
  });

  it("fails on noncurrent versions that go too soon", async () => {
    expect(
      await violationsOf(rule, policy({ id: "r", noncurrentVersionExpirationDays: 29 })),
    ).toEqual([
      "subject: rules.0.noncurrentVersionExpirationDays is 29, so what somebody overwrites or deletes is gone soon after; wanted are 30 or more. Fix: set rules.0.noncurrentVersionExpirationDays to 30 or more, or take it out.",
    ]);
  });

  it("takes each least from the pack's configuration", async () => {
    const sent = policy({ id: "r", expiration: "60d", noncurrentVersionExpirationDays: 60 });

    expect(await violationsOf(rule, sent, { minimumDays: 61 })).toEqual([
      expect.stringContaining("rules.0.expiration is 60 days; wanted are 61"),
    ]);
    expect(await violationsOf(rule, sent, { noncurrentDays: 61 })).toEqual([
      expect.stringContaining("wanted are 61 or more"),
    ]);
  });

  it("says of which policy the days are not known yet", async () => {
    expect(await verdictOf(rule, policy({ id: unknown, expiration: unknown }))).toEqual({
      violations: [],
      notJudged: expect.stringContaining("rules.0.expiration of subject is not known yet"),
    });
  });
});
