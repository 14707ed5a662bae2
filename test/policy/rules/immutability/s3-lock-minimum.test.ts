import { unknown, verdictOf, violationsOf } from "../../support";
import { lock, lockTypes, setting } from "./support";

const rule = "s3-lock-minimum";

describe(rule, () => {
  it.each(lockTypes)("judges a %s", async (type) => {
    expect(await violationsOf(rule, [lock({ days: 30 }, { type })])).toEqual([]);
    expect(await violationsOf(rule, [lock({ days: 29 }, { type })])).toHaveLength(1);
  });

  it.each([{ days: 30 }, { days: 30, years: 0 }, { years: 1 }, { days: 0, years: 1 }])(
    "passes %j",
    async (retention) => {
      expect(await violationsOf(rule, [lock(retention)])).toEqual([]);
    },
  );

  it.each([
    [{ days: 29 }, 29],
    [{ days: 0, years: 0 }, 0],
    [{ mode: "COMPLIANCE" }, 0],
    [undefined, 0],
  ])("fails on %j", async (retention, got) => {
    expect(await violationsOf(rule, [lock(retention)])).toEqual([
      `lock: rule.defaultRetention locks for ${got} days; wanted are 30 or more. Fix: set rule.defaultRetention.days to 30 or more.`,
    ]);
  });

  it("asks for the days of the configuration, and takes a year for 365", async () => {
    const minimum = { minimumDays: 365 };

    expect(await violationsOf(rule, [lock({ years: 1 })], minimum)).toEqual([]);
    expect(await violationsOf(rule, [lock({ years: 1 })], { minimumDays: 366 })).toEqual([
      expect.stringMatching(/locks for 365 days; wanted are 366 or more\..* to 366 or more\.$/),
    ]);
  });

  it("leaves a configuration without a rule to the rule that knows whose bucket it is", async () => {
    expect(await violationsOf(rule, [setting(lockTypes[0])])).toEqual([]);
  });

  it("says of which resource the days are not known yet", async () => {
    expect(await verdictOf(rule, [lock({ mode: "COMPLIANCE", days: unknown })])).toEqual({
      violations: [],
      notJudged: expect.stringContaining("rule.defaultRetention.days of lock is not known yet"),
    });
  });
});
