import { type Policies } from "@pulumi/policy";
import { AnalyzeDiagnostic } from "@pulumi/pulumi/proto/analyzer_pb";
import { analyzeRequests, analyzerResources } from "../../../commands/policy/analyzer-request";
import { toldBy } from "../../../commands/policy/diagnostics";
import { type JudgedResource } from "../../../commands/policy/judged-resource";
import { policyOf } from "../../../policy/policy-of";
import { row } from "../../../policy/row";
import { resourceRule, stackRule } from "../../../policy/rule";
import { unknown } from "../../policy/support";
import { analyzed, analyzedTogether, resource, rule } from "./support";

const words = { description: "Buckets have names.", remediation: "Give it a name." };
const rest = { level: "mandatory", severity: "high", controls: {}, numbers: {} } as const;
const types = ["aws:s3/bucket:Bucket"] as const;

/** A rule that refuses what is called `bad`, and has to know of two names. */
const judge = ({ props }: { readonly props: { bucket?: string; bucketPrefix?: string } }) =>
  props.bucket === "bad" || props.bucketPrefix === "bad"
    ? [{ problem: "bucket: got bad. Fix: nothing yet", fix: "call it. good" }]
    : [];
const alone = resourceRule({ ...words, name: "named-alone", types: [...types], judge });
const together = stackRule({ ...words, name: "named-together", types: [...types], judge });
const policies: Policies = [alone, together].map((one) => policyOf(row(one, rest)));
const rules = new Map([["named-alone", rule("named-alone")]]);

async function told(...resources: readonly JudgedResource[]) {
  const [request] = analyzeRequests(resources);
  return {
    alone: toldBy(await analyzed(policies, request!), rules, request!.getUrn()),
    together: toldBy(await analyzedTogether(policies, analyzerResources(resources)), rules),
  };
}

describe("what a pack says", () => {
  it("of a violation is its rule, its resource, its problem and its fix", async () => {
    const bad = resource("logs", { inputs: { bucket: "bad" } });
    const violation = {
      ...{ resource: "logs", urn: bad.urn },
      problem: "bucket: got bad. Fix: nothing yet",
      fix: "call it. good",
    };
    expect(await told(bad)).toEqual({
      alone: { violations: [{ ...violation, rule: "named-alone" }], notJudged: [] },
      together: { violations: [{ ...violation, rule: "named-together" }], notJudged: [] },
    });
  });

  it("of what is not known is each resource and property, and no violation", async () => {
    const resources = [
      resource("logs", { inputs: { bucket: unknown } }),
      resource("of a: b; c", { inputs: { bucket: "x", bucketPrefix: unknown } }),
      resource("bad", { inputs: { bucket: "bad" } }),
    ];
    const { alone, together } = await told(...resources);
    const open = { reason: "is not known before the update" };
    expect(alone).toEqual({
      violations: [],
      notJudged: [{ ...open, rule: "named-alone", resource: "logs", property: "bucket" }],
    });
    expect(together.violations.map((one) => one.resource)).toEqual(["bad"]);
    expect(together.notJudged).toContainEqual({
      ...{ ...open, rule: "named-together", resource: "logs", property: "bucket" },
    });
  });

  it("of nothing is nothing", async () => {
    const nothing = { violations: [], notJudged: [] };
    expect(await told(resource("logs"))).toEqual({ alone: nothing, together: nothing });
  });

  it.each([
    ["", "the stack", ""],
    ["urn:pulumi:lab::backup::aws:s3/bucket:Bucket::logs", "logs", "What helps with named-alone."],
  ])("in words of its own, of %j, is told as it stands", (urn, name) => {
    const diagnostic = new AnalyzeDiagnostic()
      .setPolicyname("named-alone")
      .setDescription("Buckets have names.")
      .setMessage("Something is wrong.");
    expect(toldBy([diagnostic], rules, urn).violations).toEqual([
      {
        ...{ rule: "named-alone", resource: name, urn },
        ...{ problem: "Something is wrong.", fix: "What helps with named-alone." },
      },
    ]);
  });

  it("of which a part cannot be told apart is told with all it says", () => {
    const reason =
      "not judged, by this rule and every other that needs it: bucket of logs is not known yet; nothing else; judged again at the update, when it is known";
    const diagnostic = new AnalyzeDiagnostic()
      .setPolicyname("other")
      .setMessage(`can't run policy 'other' from policy pack 'p@v1' during preview: ${reason}`);
    expect(toldBy([diagnostic], rules).notJudged).toEqual([
      { rule: "other", resource: "the stack", reason },
    ]);
  });

  it("of what it could not run, in words of its own, is told with all it says", () => {
    const diagnostic = new AnalyzeDiagnostic()
      .setPolicyname("other")
      .setMessage(
        "can't run policy 'other' from policy pack 'p@v1' during preview: string value at .bucket can't be known during preview",
      );
    const reason = "string value at .bucket can't be known during preview";
    const urn = "urn:pulumi:lab::backup::aws:s3/bucket:Bucket::logs";
    expect(toldBy([diagnostic], rules, urn).notJudged).toEqual([
      { rule: "other", resource: "logs", reason },
    ]);
    expect(toldBy([diagnostic], rules).notJudged).toEqual([
      { rule: "other", resource: "the stack", reason },
    ]);
  });
});
