import { kmsKeyTypes } from "../../../../policy/rules/encryption/kms-key-types";
import { unknown, verdictOf, violationsOf } from "../../support";

const rule = "kms-deletion-window";

describe.each(kmsKeyTypes)(`${rule}, %s`, (type) => {
  const key = (deletionWindowInDays?: unknown) => ({ type, props: { deletionWindowInDays } });

  it.each([30, undefined])("passes %s days", async (days) => {
    expect(await violationsOf(rule, [key(days)])).toEqual([]);
  });

  it("fails on fewer", async () => {
    expect(await violationsOf(rule, [key(29)])).toEqual([
      "subject: deletionWindowInDays is 29, and after those everything under the key is lost; wanted are 30 at least. Fix: set deletionWindowInDays to 30.",
    ]);
  });

  it("takes another number from the configuration", async () => {
    expect(await violationsOf(rule, [key(14)], { minimumDays: 14 })).toEqual([]);
    expect(await violationsOf(rule, [key(13)], { minimumDays: 14 })).toHaveLength(1);
  });

  it("says that it is not known yet", async () => {
    expect(await verdictOf(rule, [key(unknown)])).toEqual({
      violations: [],
      notJudged: expect.stringContaining("deletionWindowInDays of subject is not known yet"),
    });
  });
});
