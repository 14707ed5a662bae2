import { type ResourceValidationPolicy, type StackValidationPolicy } from "@pulumi/policy";
import * as sdk from "@pulumi/policy";
import { policyOf } from "../../policy/policy-of";
import { row } from "../../policy/row";
import { resourceRule, stackRule } from "../../policy/rule";
import { remediatedIn, secret } from "./remediated";

const { unknownCheckingProxy } = sdk as unknown as {
  unknownCheckingProxy: <Props>(props: Props) => Props;
};
const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const words = { description: "Buckets are named b.", remediation: "Name it b." };
const types = ["aws:s3/bucket:Bucket"] as const;
const judge = ({ props }: { props: { bucket?: string } }, { letters }: { letters: number }) =>
  props.bucket?.length === letters
    ? []
    : [{ problem: `bucket: got ${props.bucket}; wanted are ${letters}`, fix: "name it b" }];
const rest = {
  level: "mandatory",
  severity: "high",
  controls: { cis: ["11.3"], csf: ["PR.DS-11"] },
  numbers: { letters: { default: 1, minimum: 1, maximum: 9, description: "Letters of a name" } },
} as const;
const alone = policyOf(
  row(resourceRule({ name: "bucket-b", ...words, types, judge }), rest),
) as ResourceValidationPolicy;
const together = policyOf(
  row(stackRule({ name: "stack-b", ...words, types, judge }), rest),
) as StackValidationPolicy;

const called = (name: string, bucket: string, type = "aws:s3/bucket:Bucket") => ({
  ...{ name, type, urn: `urn:${name}`, opts: { protect: true } },
  props: unknownCheckingProxy({ bucket }),
});
type Called = ReturnType<typeof called>;

async function told(resources: Called[], configuration: object): Promise<unknown[]> {
  const said: unknown[] = [];
  const args = { resources, getConfig: () => configuration };
  const report = (message: string, urn?: string) => void said.push([urn, message]);
  try {
    await together.validateStack(args as unknown as sdk.StackValidationArgs, report);
  } catch (error) {
    said.push((error as Error).message);
  }
  return said;
}

async function toldOf(resource: Called, configuration: object): Promise<unknown[]> {
  const said: unknown[] = [];
  const args = { ...resource, getConfig: () => configuration };
  const [validate] = [alone.validateResource!].flat();
  await validate!(args as unknown as sdk.ResourceValidationArgs, (message) => said.push(message));
  return said;
}

describe("a row of the table, as the SDK has it", () => {
  it("carries what a reviewer sees beside a violation", () => {
    expect(alone).toMatchObject({
      name: "bucket-b",
      description: "Buckets are named b.",
      enforcementLevel: "mandatory",
      severity: "high",
      remediationSteps: "Name it b.",
      url: "docs/rules.md#bucket-b",
      tags: ["CIS Controls v8: 11.3", "NIST Cybersecurity Framework 2.0: PR.DS-11"],
    });
  });

  it("bounds each number that a configuration may change, and takes exceptions", () => {
    expect(alone.configSchema?.properties).toEqual({
      letters: { type: "integer", ...rest.numbers.letters },
      exceptions: expect.objectContaining({ type: "array", default: [] }),
    });
  });

  it("judges with the configured number, and without one with the default", async () => {
    expect(await toldOf(called("one", "b"), {})).toEqual([]);
    expect(await toldOf(called("one", "b"), { letters: 2 })).toEqual([
      "one: bucket: got b; wanted are 2. Fix: name it b.",
    ]);
  });

  it("asks a rule of its types alone", async () => {
    expect(await toldOf(called("one", "bb", "aws:s3/object:Object"), {})).toEqual([]);
    expect(await told([called("one", "bb", "aws:s3/object:Object")], {})).toEqual([]);
  });

  it("says of which resource of the stack", async () => {
    expect(await told([called("one", "b"), called("two", "bb")], {})).toEqual([
      ["urn:two", "two: bucket: got bb; wanted are 1. Fix: name it b."],
    ]);
  });
});

describe("what is not known before the update", () => {
  it("hides nothing that is wrong with another, and is told by resource and property", async () => {
    const said = await told(
      [called("one", unknown), called("two", unknown), called("x", "bb")],
      {},
    );

    expect(said).toEqual([
      ["urn:x", expect.stringContaining("x: bucket: got bb")],
      "not judged, by this rule and every other that needs it: bucket of one is not known yet; bucket of two is not known yet; judged again at the update, when it is known",
    ]);
  });

  it("reaches the SDK as its own error, for which it does not stop a preview", async () => {
    await expect(toldOf(called("one", unknown), {})).rejects.toThrow(
      (sdk as unknown as { UnknownValueError: jest.Constructable }).UnknownValueError,
    );
  });

  it("is told by the first rule of the pack that needs it", async () => {
    const told = new Set<string>();
    const [first, second] = ["bucket-b", "bucket-c"].map(
      (name) =>
        policyOf(
          row(resourceRule({ name, ...words, types, judge }), rest),
          told,
        ) as ResourceValidationPolicy,
    );
    const said = async (policy: ResourceValidationPolicy, resource: Called) => {
      const [validate] = [policy.validateResource!].flat();
      const args = { ...resource, getConfig: () => ({}) };
      try {
        await validate!(args as unknown as sdk.ResourceValidationArgs, () => undefined);
        return "nothing";
      } catch (error) {
        return (error as Error).message;
      }
    };

    expect(await said(first!, called("one", unknown))).toContain("bucket of one is not known yet");
    expect(await said(second!, called("one", unknown))).toBe("nothing");
    expect(await said(second!, called("two", unknown))).toContain("bucket of two is not known yet");
  });

  it("does not hide a fault of the rule's", async () => {
    const broken = policyOf(
      row(
        stackRule({
          ...{ name: "broken", ...words, types },
          judge: () => {
            throw new TypeError("broken");
          },
        }),
        { ...rest, numbers: {} },
      ),
    ) as StackValidationPolicy;
    const args = { resources: [called("one", "b")], getConfig: () => ({}) };

    expect(() =>
      broken.validateStack(args as unknown as sdk.StackValidationArgs, () => undefined),
    ).toThrow("broken");
  });
});

describe("an exception", () => {
  beforeEach(() => jest.useFakeTimers({ now: Date.parse("2026-12-31T23:59:59Z") }));
  afterEach(() => jest.useRealTimers());
  const until = (day: string) => ({
    exceptions: [{ resource: "two", reason: "moved in December", until: day }],
  });

  it("lets its resource pass on its last day, and no other", async () => {
    expect(await told([called("one", "bb"), called("two", "bb")], until("2026-12-31"))).toEqual([
      ["urn:one", expect.stringContaining("one: ")],
    ]);
  });

  it("lets nothing pass on the day after, and says when it ended", async () => {
    expect(await told([called("two", "bb")], until("2026-12-30"))).toEqual([
      [
        "urn:two",
        "two: bucket: got bb; wanted are 1 (an exception for it ended on 2026-12-30). Fix: name it b.",
      ],
    ]);
  });

  it("says nothing of one that ended for another resource", async () => {
    expect(await told([called("one", "bb")], until("2026-12-30"))).toEqual([
      ["urn:one", "one: bucket: got bb; wanted are 1. Fix: name it b."],
    ]);
  });

  it("lets nothing pass for more than a year, and says until when it could", async () => {
    expect(await told([called("two", "bb")], until("2028-01-01"))).toEqual([]);
    expect(await told([called("two", "bb")], until("9999-12-31"))).toEqual([
      [
        "urn:two",
        "two: bucket: got bb; wanted are 1 (an exception for it until 9999-12-31 does not count: 2028-01-01 is the latest day, a year from now). Fix: name it b.",
      ],
    ]);
  });
});

describe("what can be put right without harm", () => {
  const remediate = ({ props }: { props: { bucket?: string } }) =>
    props.bucket === "b" ? [] : [{ path: ["forceDestroy"], value: false }];
  const mending = policyOf(
    row(resourceRule({ name: "bucket-b", ...words, types, judge, remediate }), rest),
  ) as ResourceValidationPolicy;
  const mended = (resource: Called, configuration: object = {}) =>
    mending.remediateResource!({
      ...resource,
      getConfig: () => configuration,
    } as unknown as sdk.ResourceValidationArgs);

  it("is, for the rule's types alone", () => {
    expect(mended(called("one", "bb"))).toEqual({ bucket: "bb", forceDestroy: false });
    expect(mended(called("one", "b"))).toBeUndefined();
    expect(mended(called("one", "bb", "aws:s3/object:Object"))).toBeUndefined();
  });

  it("is not for what a reviewer lets pass, until that ends", () => {
    const today = new Date().toISOString().slice(0, 10);
    const exceptions = (until: string, resource = "one") => ({
      exceptions: [{ resource, reason: "moved in December", until }],
    });

    expect(mended(called("one", "bb"), exceptions(today))).toBeUndefined();
    expect(mended(called("one", "bb"), exceptions(today, "two"))).toBeDefined();
    expect(mended(called("one", "bb"), exceptions("9999-12-31"))).toBeDefined();
    expect(mended(called("one", "bb"), exceptions("2020-12-31"))).toBeDefined();
  });

  it("is not while what the rule needs is not known, for it says so when it judges", () => {
    expect(mended(called("one", unknown))).toBeUndefined();
  });

  it("hides no fault of the rule itself", () => {
    const broken = policyOf(
      row(
        resourceRule({
          ...{ name: "bucket-b", ...words, types, judge },
          remediate: () => {
            throw new Error("broken");
          },
        }),
        rest,
      ),
    ) as ResourceValidationPolicy;
    const args = { ...called("one", "b"), getConfig: () => ({}) };

    expect(() => broken.remediateResource!(args as unknown as sdk.ResourceValidationArgs)).toThrow(
      "broken",
    );
  });

  it("is asked of no rule that puts nothing right", () => {
    expect(alone).not.toHaveProperty("remediateResource");
  });
});

describe("inputs with secrets, as the SDK hands them over", () => {
  interface Inputs {
    readonly tags?: readonly { readonly key: string; readonly isOn?: boolean }[];
  }
  const off = ({ props }: { props: object }) =>
    ((props as Inputs).tags ?? [])
      .map(({ isOn }, at) => ({ isOn, at }))
      .filter(({ isOn }) => isOn !== true);
  const policy = {
    ...policyOf(
      row(
        resourceRule({
          ...{ name: "tags-on", ...words, types: ["aws:s3/bucket:Bucket"], judge: () => [] },
          remediate: (bucket) =>
            off(bucket).map(({ at }) => ({ path: ["tags", at, "isOn"], value: true })),
        }),
        { ...rest, numbers: {} },
      ),
    ),
    enforcementLevel: "remediate" as const,
  };
  const mended = (inputs: object) =>
    remediatedIn([policy], "aws:s3/bucket:Bucket", "one", inputs as Record<string, unknown>);

  it("keep them where a part of one is put right, and where one lies beside it", async () => {
    const [key, bucket] = [secret("s3cr3t"), secret("name")];

    expect(
      await mended({
        bucket,
        tags: [
          { key, isOn: false },
          { key: "b", isOn: true },
        ],
      }),
    ).toEqual({
      bucket,
      tags: [
        { key, isOn: true },
        { key: "b", isOn: true },
      ],
    });
    expect(await mended({ tags: secret([{ key: "a" }]) })).toEqual({
      tags: secret([{ key: "a", isOn: true }]),
    });
    expect(await mended({ tags: [{ key, isOn: secret(false) }] })).toEqual({
      tags: [{ key, isOn: secret(true) }],
    });
  });

  it("keep what is not known beside it", async () => {
    expect(await mended({ bucket: unknown, tags: [{ key: unknown }] })).toEqual({
      ...{ bucket: unknown, tags: [{ key: unknown, isOn: true }] },
    });
  });

  it("stay whole where one of two is not known", async () => {
    expect(await mended({ tags: [{ isOn: false }, { isOn: secret(unknown) }] })).toBeUndefined();
  });
});
