import { kmsPolicyTypes } from "../../../../policy/rules/encryption/kms-key-types";
import { unknown, verdictOf, violationsOf } from "../../support";

const rule = "kms-lockout-check";

describe.each(kmsPolicyTypes)(`${rule}, %s`, (type) => {
  const sent = (bypassPolicyLockoutSafetyCheck: unknown) => [
    { type, props: { bypassPolicyLockoutSafetyCheck } },
  ];

  it.each([false, undefined])("passes a bypass that is %s", async (value) => {
    expect(await violationsOf(rule, sent(value))).toEqual([]);
  });

  it.each([true, "true"])("fails on a bypass by %j", async (value) => {
    expect(await violationsOf(rule, sent(value))).toEqual([
      "subject: bypassPolicyLockoutSafetyCheck is true, so that KMS would take a policy under which nobody can administer the key; wanted is false. Fix: take bypassPolicyLockoutSafetyCheck out.",
    ]);
  });

  it("says that it is not known yet", async () => {
    expect(await verdictOf(rule, sent(unknown))).toEqual({
      violations: [],
      notJudged: expect.stringContaining("bypassPolicyLockoutSafetyCheck of subject is not known"),
    });
  });
});
