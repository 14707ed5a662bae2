import { unknown, verdictOf, violationsOf } from "../../support";
import { lock, lockTypes, setting } from "./support";

const rule = "s3-lock-compliance";

describe(rule, () => {
  it.each(lockTypes)("judges a %s", async (type) => {
    expect(await violationsOf(rule, [lock({ mode: "COMPLIANCE", days: 1 }, { type })])).toEqual([]);
    expect(await violationsOf(rule, [lock({ mode: "GOVERNANCE" }, { type })])).toHaveLength(1);
  });

  it.each([
    ["GOVERNANCE", { mode: "GOVERNANCE", days: 30 }, "GOVERNANCE"],
    ["no mode", { days: 30 }, "unset"],
    ["an empty mode", { mode: "", days: 30 }, "unset"],
    ["no default retention", undefined, "unset"],
  ])("fails on %s", async (_what, retention, got) => {
    expect(await violationsOf(rule, [lock(retention)])).toEqual([
      `lock: rule.defaultRetention.mode is ${got}; wanted is COMPLIANCE, which nobody can bypass. Fix: set rule.defaultRetention.mode to COMPLIANCE.`,
    ]);
  });

  it("leaves a configuration without a rule to the rule that knows whose bucket it is", async () => {
    const idle = setting(lockTypes[0], { objectLockEnabled: "Enabled" });

    expect(await violationsOf(rule, [idle])).toEqual([]);
  });

  it("says of which resource the mode is not known yet", async () => {
    expect(await verdictOf(rule, [lock({ mode: unknown, days: 30 })])).toEqual({
      violations: [],
      notJudged: expect.stringContaining("rule.defaultRetention.mode of lock is not known yet"),
    });
  });
});
