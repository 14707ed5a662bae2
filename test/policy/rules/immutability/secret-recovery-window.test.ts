import { unknown, verdictOf, violationsOf } from "../../support";

const rule = "secret-recovery-window";
const type = "aws:secretsmanager/secret:Secret";
const secret = (recoveryWindowInDays?: unknown) => ({
  type,
  props: { name: "key", forceOverwriteReplicaSecret: true, recoveryWindowInDays },
});

describe(rule, () => {
  it.each([[30], [undefined]])(
    "passes %s days, which is 30 where nothing is said",
    async (days) => {
      expect(await violationsOf(rule, [secret(days)])).toEqual([]);
    },
  );

  it.each([
    [29, "29"],
    [7, "7"],
    [0, "0, so that it is deleted at once"],
  ])("fails on %s days", async (days, got) => {
    expect(await violationsOf(rule, [secret(days)])).toEqual([
      `subject: recoveryWindowInDays is ${got}; wanted are 30 days or more. Fix: set recoveryWindowInDays to 30 or more.`,
    ]);
  });

  it("asks for the days of the configuration", async () => {
    expect(await violationsOf(rule, [secret(14)], { minimumDays: 14 })).toEqual([]);
    expect(await violationsOf(rule, [secret(13)], { minimumDays: 14 })).toEqual([
      expect.stringMatching(/is 13; wanted are 14 days or more\..* to 14 or more\.$/),
    ]);
  });

  it("says of which secret the days are not known yet", async () => {
    expect(await verdictOf(rule, [secret(unknown)])).toEqual({
      violations: [],
      notJudged: expect.stringContaining("recoveryWindowInDays of subject is not known yet"),
    });
  });
});
