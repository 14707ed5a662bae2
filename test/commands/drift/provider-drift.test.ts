import { providerDrift } from "../../../commands/drift/provider-drift";
import { describeFinding, providerFindingOf } from "../../../commands/drift/report";

const type = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";
const urn = `urn:pulumi:lab::backup::backup:vault:ArchiveBucket$${type}::vm-archive-lifecycle`;

const lifecycle = (days: number) => ({
  type,
  outputs: { bucket: "vm-archive", rules: [{ id: "archive" }, { expiration: { days } }] },
});

describe("the drift of the providers' resources", () => {
  it("is what the engine would change in the state, at the deepest place that differs", () => {
    const [drift, ...others] = providerDrift({
      steps: [
        { op: "refresh", urn: "urn:untouched", oldState: lifecycle(90), newState: lifecycle(90) },
        { op: "update", urn, oldState: lifecycle(90), newState: lifecycle(7) },
      ],
    });

    expect(others).toEqual([]);
    expect(drift).toEqual({
      ...{ urn, type, name: "vm-archive-lifecycle", kind: "different" },
      differences: [{ property: "rules[1].expiration.days", wanted: 90, observed: 7 }],
    });
    expect(describeFinding(providerFindingOf(drift!))).toBe(
      "  ~ BucketLifecycleConfiguration vm-archive-lifecycle\n" +
        "      rules[1].expiration.days: applied 90, found 7",
    );
  });

  it("is a resource that is gone from its server", () => {
    const [drift] = providerDrift({ steps: [{ op: "delete", urn, oldState: lifecycle(90) }] });

    expect(drift?.kind).toBe("absent");
    expect(describeFinding(providerFindingOf(drift!))).toMatch(/vm-archive-lifecycle: is gone$/);
  });

  it("is said of a secret without showing it", () => {
    const state = { type, outputs: { secret: "[secret]" } };
    const [drift] = providerDrift({
      steps: [{ op: "update", urn, oldState: state, newState: state }],
    });

    expect(describeFinding(providerFindingOf(drift!))).toContain("a secret: applied");
  });

  it("is none in a preview without steps", () => {
    expect(providerDrift({})).toEqual([]);
  });
});
