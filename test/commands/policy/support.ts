import * as server from "@pulumi/policy/server";
import * as protoutil from "@pulumi/policy/protoutil";
import { type Policies, type PolicyPackConfig } from "@pulumi/policy";
import {
  type AnalyzeDiagnostic,
  type AnalyzeRequest,
  type AnalyzeResponse,
  type AnalyzerInfo,
  type AnalyzerResource,
  AnalyzeStackRequest,
} from "@pulumi/pulumi/proto/analyzer_pb";
import { type JudgedResource } from "../../../commands/policy/judged-resource";
import {
  type Judgement,
  type JudgingRule,
  type NotJudged,
  type RuleViolation,
} from "../../../commands/policy/judgement";
import { type Verdict } from "../../../commands/policy/verdict";
import { type Paint } from "../../../commands/plan/finding-list";

/** What a pack is called in what it says. */
const [packName, packVersion] = ["test-pack", "1.2.3"];

/** What the policy SDK answers for a pack, without a server of its own. */
export function infoOf(policies: Policies, initial?: PolicyPackConfig): AnalyzerInfo {
  const { makeAnalyzerInfo } = protoutil as unknown as {
    makeAnalyzerInfo: (...args: unknown[]) => AnalyzerInfo;
  };
  return makeAnalyzerInfo(packName, packVersion, "advisory", { policies }, initial);
}

type Answerer = (
  ...pack: unknown[]
) => (
  call: { readonly request: unknown },
  done: (error: Error | null, answer: AnalyzeResponse) => void,
) => void;

/** What the policy SDK says of one resource. */
export function analyzed(
  policies: Policies,
  request: AnalyzeRequest,
): Promise<readonly AnalyzeDiagnostic[]> {
  return answered("makeAnalyzeRpcFun", policies, request);
}

/** What it says of all of them. */
export function analyzedTogether(
  policies: Policies,
  resources: readonly AnalyzerResource[],
): Promise<readonly AnalyzeDiagnostic[]> {
  const request = new AnalyzeStackRequest().setResourcesList([...resources]);
  return answered("makeAnalyzeStackRpcFun", policies, request);
}

function answered(
  name: "makeAnalyzeRpcFun" | "makeAnalyzeStackRpcFun",
  policies: Policies,
  request: unknown,
): Promise<readonly AnalyzeDiagnostic[]> {
  const make = (server as unknown as Record<string, Answerer>)[name]!;
  return new Promise((resolve, reject) =>
    make(
      packName,
      packVersion,
      "advisory",
      policies,
    )({ request }, (error, answer) =>
      error ? reject(error) : resolve(answer.getDiagnosticsList()),
    ),
  );
}

/** A resource that is judged, with what is usual. */
export function resource(name: string, given: Partial<JudgedResource> = {}): JudgedResource {
  const type = given.type ?? "aws:s3/bucket:Bucket";
  return {
    ...{ urn: `urn:pulumi:lab::backup::${type}::${name}`, type, name, inputs: {} },
    ...{ outputs: given.inputs ?? {}, dependencies: [], propertyDependencies: {} },
    options: {
      ...{ protect: false, ignoreChanges: [], additionalSecretOutputs: [], aliases: [] },
      parent: "",
    },
    ...given,
  };
}

export function rule(name: string, given: Partial<JudgingRule> = {}): JudgingRule {
  return {
    ...{ name, description: `What ${name} requires.`, level: "mandatory", severity: "high" },
    sees: "resource",
    ...{ remediation: `What helps with ${name}.`, url: `docs/rules.md#${name}`, tags: [] },
    ...given,
  };
}

export function violation(rule: string, given: Partial<RuleViolation> = {}): RuleViolation {
  const { resource = "logs" } = given;
  const urn = `urn:pulumi:lab::backup::aws:s3/bucket:Bucket::${resource}`;
  return { rule, resource, urn, problem: "acl: got public", fix: "set acl to private", ...given };
}

export function open(given: Partial<NotJudged> = {}): NotJudged {
  const reason = "is not known before the update";
  return { resource: "logs", property: "bucket", rule: "bucket-kept", reason, ...given };
}

export function judgement(given: Partial<Judgement> = {}): Judgement {
  return {
    ...{ pack: "test-pack 1.2.3", rules: [rule("bucket-kept")], switchedOff: [], resources: 7 },
    ...{ violations: [], notJudged: [], exceptions: [] },
    ...given,
  };
}

export function verdict(
  given: Partial<Judgement> = {},
  others: Partial<Omit<Verdict, "judgement">> = {},
): Verdict {
  return {
    ...{ subject: "Pulumi.lab.yaml", kind: "file", plan: [], missingIdentities: [] },
    ...others,
    judgement: judgement(given),
  };
}

/** Shows how a text would be painted. */
export const shownPaint: Paint = (severity, text) => `<${severity}>${text}</>`;
