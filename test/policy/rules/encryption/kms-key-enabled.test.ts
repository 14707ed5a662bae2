import { unknown, verdictOf, violationsOf } from "../../support";

const rule = "kms-key-enabled";
const types = [
  ["aws:kms/key:Key", "isEnabled"],
  ["aws:kms/externalKey:ExternalKey", "enabled"],
  ["aws:kms/replicaKey:ReplicaKey", "enabled"],
  ["aws:kms/replicaExternalKey:ReplicaExternalKey", "enabled"],
] as const;

describe.each(types)(`${rule}, %s`, (type, property) => {
  it.each([true, undefined])(`passes ${property} %s`, async (value) => {
    expect(await violationsOf(rule, [{ type, props: { [property]: value } }])).toEqual([]);
  });

  it.each([false, "false"])("fails on one that is off by %j", async (value) => {
    expect(await violationsOf(rule, [{ type, props: { [property]: value } }])).toEqual([
      `subject: ${property} is false, so that nothing can be written or read under this key; wanted is true. Fix: set ${property} to true, or take it out.`,
    ]);
  });

  it("says that it is not known yet", async () => {
    expect(await verdictOf(rule, [{ type, props: { [property]: unknown } }])).toEqual({
      violations: [],
      notJudged: expect.stringContaining(`${property} of subject is not known yet`),
    });
  });
});
