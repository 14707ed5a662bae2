import { type Severity } from "@pulumi/policy";
import {
  type AnalyzerInfo,
  type PolicyInfo,
  PolicySeverity,
  PolicyType,
} from "@pulumi/pulumi/proto/analyzer_pb";
import { type Exception, holds } from "../../policy/exception";
import { analyzeRequests, analyzerResources } from "./analyzer-request";
import { policyConfigs, type RuleSettings } from "./configuration";
import { toldBy } from "./diagnostics";
import { type JudgedResource } from "./judged-resource";
import { type HoldingException, type Judgement, type JudgingRule } from "./judgement";
import { type Pack } from "./pack";

/**
 * Has a pack judge resources as the engine does: each by what would be sent of it, then all of them together.
 *
 * @param today - `YYYY-MM-DD`
 */
export async function judged(
  pack: Pack,
  settings: RuleSettings,
  resources: readonly JudgedResource[],
  today: string,
): Promise<Judgement> {
  const rules = judgingRules(pack.info, settings);
  const byName = new Map(rules.map((rule) => [rule.name, rule]));
  await pack.configure(policyConfigs(settings));
  const each = await Promise.all(
    analyzeRequests(resources).map(async (request) =>
      toldBy(await pack.analyze(request), byName, request.getUrn()),
    ),
  );
  const together = toldBy(await pack.analyzeStack(analyzerResources(resources)), byName);
  const told = [...each, together];
  return {
    pack: `${pack.info.getName()} ${pack.info.getVersion()}`,
    rules,
    switchedOff: Object.keys(settings).filter((name) => settings[name]?.level === "disabled"),
    resources: resources.length,
    violations: told.flatMap(({ violations }) => violations),
    notJudged: told.flatMap(({ notJudged }) => notJudged),
    exceptions: holdingExceptions(rules, settings, resources, today),
  };
}

/** The rules that are not switched off. The engine has one that would remediate stop what is wrong, if it is wrong still. */
export function judgingRules(info: AnalyzerInfo, settings: RuleSettings): JudgingRule[] {
  return info.getPoliciesList().flatMap((policy) => {
    const level = settings[policy.getName()]?.level;
    if (level === undefined || level === "disabled") return [];
    return [ruleOf(policy, level === "advisory" ? "advisory" : "mandatory")];
  });
}

function ruleOf(policy: PolicyInfo, level: JudgingRule["level"]): JudgingRule {
  return {
    name: policy.getName(),
    description: policy.getDescription(),
    level,
    severity: severities[policy.getSeverity()],
    sees: policy.getPolicyType() === PolicyType.POLICY_TYPE_STACK ? "stack" : "resource",
    remediation: policy.getRemediationSteps(),
    url: policy.getUrl(),
    tags: policy.getTagsList(),
  };
}

const severities: Readonly<Record<PolicySeverity, Severity | "unspecified">> = {
  [PolicySeverity.POLICY_SEVERITY_UNSPECIFIED]: "unspecified",
  [PolicySeverity.POLICY_SEVERITY_LOW]: "low",
  [PolicySeverity.POLICY_SEVERITY_MEDIUM]: "medium",
  [PolicySeverity.POLICY_SEVERITY_HIGH]: "high",
  [PolicySeverity.POLICY_SEVERITY_CRITICAL]: "critical",
};

function holdingExceptions(
  rules: readonly JudgingRule[],
  settings: RuleSettings,
  resources: readonly JudgedResource[],
  today: string,
): HoldingException[] {
  const names = new Set(resources.map(({ name }) => name));
  return rules.flatMap(({ name: rule }) => {
    const exceptions = (settings[rule]?.properties["exceptions"] ?? []) as readonly Exception[];
    return exceptions
      .filter((one) => holds(one, today))
      .map((one) => ({ rule, ...one, isUsed: names.has(one.resource) }));
  });
}
