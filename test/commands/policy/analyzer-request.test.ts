import { type Policies, type PolicyResource, type ResourceValidationArgs } from "@pulumi/policy";
import { specialSecretSig, specialSigKey } from "@pulumi/pulumi/runtime/rpc";
import { analyzeRequests, analyzerResources } from "../../../commands/policy/analyzer-request";
import { type JudgedResource } from "../../../commands/policy/judged-resource";
import { resourceMark, sentProperties } from "../../../commands/policy/properties";
import { analyzed, analyzedTogether, resource } from "./support";

const provider = resource("vault", {
  type: "pulumi:providers:aws",
  inputs: { region: "us-east-1" },
  outputs: { region: "another" },
});
const bucket = resource("logs", {
  inputs: { bucket: "sent" },
  outputs: { bucket: "known", arn: "arn:aws:s3:::known" },
  provider: provider.urn,
  dependencies: [provider.urn],
  propertyDependencies: { bucket: [provider.urn], tags: [], policy: ["urn:pulumi:a::b::c::gone"] },
  options: {
    ...{ protect: true, ignoreChanges: ["tags"], additionalSecretOutputs: ["arn"] },
    ...{ aliases: ["urn:pulumi:a::b::c::d"], parent: provider.urn, deleteBeforeReplace: false },
  },
});

/** What a rule sees of resources, each alone and all together. */
async function seen(resources: readonly JudgedResource[]) {
  const alone: ResourceValidationArgs[] = [];
  const together: PolicyResource[] = [];
  const policies: Policies = [
    { name: "alone", description: "D.", validateResource: (args) => void alone.push(args) },
    {
      ...{ name: "together", description: "D." },
      validateStack: (args) => void together.push(...args.resources),
    },
  ];
  for (const request of analyzeRequests(resources)) await analyzed(policies, request);
  await analyzedTogether(policies, analyzerResources(resources));
  return { alone, together };
}

describe("what a pack is asked", () => {
  it("has all of a resource, by what would be sent of it", async () => {
    const { alone } = await seen([provider, bucket]);
    expect(alone[1]).toMatchObject({
      ...{ type: bucket.type, name: "logs", urn: bucket.urn, props: { bucket: "sent" } },
      opts: {
        ...{ protect: true, ignoreChanges: ["tags"], additionalSecretOutputs: ["arn"] },
        ...{ aliases: ["urn:pulumi:a::b::c::d"], parent: provider.urn, deleteBeforeReplace: false },
      },
      provider: {
        ...{ type: provider.type, name: "vault", urn: provider.urn },
        props: { region: "us-east-1" },
      },
    });
    expect(alone[0]!.provider).toBeUndefined();
    expect(alone[0]!.opts).toMatchObject({ protect: false, ignoreChanges: [] });
    expect(alone[0]!.opts).not.toHaveProperty("deleteBeforeReplace");
    expect(alone[0]!.opts).not.toHaveProperty("parent");
  });

  it("has all of a stack, by what is known afterwards", async () => {
    const [first, second] = (await seen([provider, bucket])).together;
    expect(second).toMatchObject({
      ...{ type: bucket.type, name: "logs", urn: bucket.urn },
      props: { bucket: "known", arn: "arn:aws:s3:::known" },
      opts: { protect: true, ignoreChanges: ["tags"] },
      provider: { props: { region: "us-east-1" } },
    });
    expect(second!.parent?.urn).toBe(provider.urn);
    expect(second!.dependencies.map(({ urn }) => urn)).toEqual([provider.urn]);
    const { bucket: from, ...others } = second!.propertyDependencies;
    expect(from?.map(({ urn }) => urn)).toEqual([provider.urn]);
    expect(others).toEqual({ policy: [] });
    expect(first).toMatchObject({ props: { region: "another" }, dependencies: [] });
    expect(first!.parent).toBeUndefined();
  });

  it("opens secrets for rules, and tells a flag that is set", async () => {
    const secret = { [specialSigKey]: specialSecretSig, value: "s3cr3t" };
    const options = { ...bucket.options, deleteBeforeReplace: true };
    const { alone } = await seen([resource("logs", { inputs: { key: secret }, options })]);
    expect(alone[0]).toMatchObject({
      props: { key: "s3cr3t" },
      opts: { deleteBeforeReplace: true },
    });
  });
});

describe("properties on their way to a pack", () => {
  const reference = { [specialSigKey]: resourceMark, urn: "urn:pulumi:a::b::c::d" };

  it.each<[string, object, object]>([
    ["plain ones", { a: 1, b: [true, null, "x"] }, { a: 1, b: [true, null, "x"] }],
    ["none that was not set", { a: undefined }, {}],
    [
      "none of a provider's own",
      { __defaults: [], a: { __defaults: ["b"], b: 1 } },
      { a: { b: 1 } },
    ],
    ["none within a list either", { a: [{ __defaults: [], b: 1 }] }, { a: [{ b: 1 }] }],
    ["of another resource its id", { a: { ...reference, id: "i-1" } }, { a: "i-1" }],
    ["of a component its URN", { a: [reference] }, { a: ["urn:pulumi:a::b::c::d"] }],
    ["of one without an id its URN", { a: { ...reference, id: "" } }, { a: reference.urn }],
  ])("are %s", (_what, given, sent) => {
    expect(sentProperties(given as Record<string, unknown>)).toEqual(sent);
  });
});
