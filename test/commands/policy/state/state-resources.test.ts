import { specialSecretSig, specialSigKey, unknownValue } from "@pulumi/pulumi/runtime/rpc";
import { judgedState } from "../../../../commands/policy/state/state-resources";
import { type StateResource } from "../../../../commands/policy/state/exported-state";

const urnOf = (type: string, name: string) => `urn:pulumi:lab::backup::${type}::${name}`;
const bucket: StateResource = {
  ...{ urn: urnOf("aws:s3/bucket:Bucket", "logs"), type: "aws:s3/bucket:Bucket", custom: true },
};
const sealed = { [specialSigKey]: specialSecretSig, ciphertext: "v1:abc:def" };
const opened = (value: unknown) => ({
  [specialSigKey]: specialSecretSig,
  plaintext: JSON.stringify(value),
});

const judged = (...resources: readonly StateResource[]) =>
  judgedState({ stack: "lab", resources, begun: [] });

describe("a state on its way to a pack", () => {
  it("has each resource by its inputs, its outputs and its options", () => {
    const provider = urnOf("pulumi:providers:aws", "vault");
    const { resources, notJudged } = judged({
      ...bucket,
      inputs: { bucket: "x" },
      outputs: { bucket: "x", arn: "arn:aws:s3:::x" },
      ...{ protect: true, ignoreChanges: ["tags"], additionalSecretOutputs: ["arn"] },
      ...{ aliases: ["urn:a"], parent: "urn:b", provider: `${provider}::04da6b54` },
      ...{ dependencies: ["urn:c"], propertyDependencies: { bucket: ["urn:c"], tags: null } },
    });
    expect(notJudged).toEqual([]);
    expect(resources).toEqual([
      {
        ...{ urn: bucket.urn, type: bucket.type, name: "logs", provider },
        ...{ inputs: { bucket: "x" }, outputs: { bucket: "x", arn: "arn:aws:s3:::x" } },
        options: {
          ...{ protect: true, ignoreChanges: ["tags"], additionalSecretOutputs: ["arn"] },
          ...{ aliases: ["urn:a"], parent: "urn:b" },
        },
        ...{ dependencies: ["urn:c"], propertyDependencies: { bucket: ["urn:c"], tags: [] } },
      },
    ]);
  });

  it("has what was left out as it is by default", () => {
    const [only] = judged(bucket).resources;
    expect(only).toMatchObject({
      inputs: {},
      outputs: {},
      dependencies: [],
      propertyDependencies: {},
    });
    expect(only!.options).toMatchObject({
      protect: false,
      ignoreChanges: [],
      aliases: [],
      parent: "",
    });
    expect(only).not.toHaveProperty("provider");
  });

  it("has nothing that is replaced already", () => {
    expect(judged({ ...bucket, delete: true, inputs: { a: sealed } })).toEqual({
      ...{ resources: [], notJudged: [] },
    });
  });

  it("has secrets in clear that were exported so, at any depth", () => {
    // Whoever exports in clear may be left with what it was before.
    const both = { ...opened("z"), ciphertext: "v1:abc:def" };
    const inputs = { a: opened("x"), b: [{ c: opened({ d: opened("y") }) }], e: both };
    const { resources, notJudged } = judged({ ...bucket, inputs });
    expect(notJudged).toEqual([]);
    expect(resources[0]!.inputs).toEqual({ a: "x", b: [{ c: { d: "y" } }], e: "z" });
  });

  it("names each input that is encrypted, as not known, with the way out", () => {
    const inputs = { a: sealed, b: [{ c: sealed }], d: "x" };
    const { resources, notJudged } = judged({ ...bucket, inputs });
    expect(resources[0]!.inputs).toEqual({ a: unknownValue, b: [{ c: unknownValue }], d: "x" });
    expect(notJudged.map(({ resource, property, rule }) => [resource, property, rule])).toEqual([
      ["logs", "a", undefined],
      ["logs", "b.0.c", undefined],
    ]);
    expect(notJudged[0]!.reason).toMatch(/--show-secrets, on a machine that has the passphrase/);
  });

  it("does not know an output that is encrypted, and leaves it to the rules whether that matters", () => {
    const { resources, notJudged } = judged({ ...bucket, outputs: { a: sealed } });
    expect(resources[0]!.outputs).toEqual({ a: unknownValue });
    expect(notJudged).toEqual([]);
  });

  it("quotes no secret that is not as Pulumi writes it", () => {
    const inputs = { a: { ...opened(""), plaintext: "s3cr3t" } };
    expect(() => judged({ ...bucket, inputs })).toThrow(
      /^the state has a secret in clear that is no JSON[^3]*$/,
    );
  });

  it("names what an update had begun", () => {
    const { notJudged } = judgedState({ stack: "lab", resources: [], begun: [bucket.urn] });
    expect(notJudged).toEqual([
      { resource: "logs", reason: expect.stringContaining("was interrupted") as string },
    ]);
  });
});
