import { policies } from "../../policy/pack";

describe("the policy pack", () => {
  it.each(policies.map((policy) => [policy.name, policy] as const))(
    "%s has a kebab-case name, a sentence and a severity",
    (name, policy) => {
      expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)+$/);
      expect(policy.description).toMatch(/^[A-Z].*\.$/);
      expect(policy.severity).toBeDefined();
    },
  );

  it("has no two policies of one name", () => {
    expect(new Set(policies.map(({ name }) => name)).size).toBe(policies.length);
  });

  it("blocks what breaks encryption or retention", () => {
    const blocking = policies.filter(({ enforcementLevel }) => enforcementLevel === "mandatory");

    expect(blocking.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["s3-bucket-own-key", "s3-archive-billed-days"]),
    );
  });
});
