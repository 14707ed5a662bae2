import { type AnalyzeDiagnostic } from "@pulumi/pulumi/proto/analyzer_pb";
import { nameOf } from "../drift/resource-name";
import { type JudgingRule, type NotJudged, type RuleViolation } from "./judgement";

/** What a pack said, told apart. */
export interface Told {
  readonly violations: readonly RuleViolation[];
  readonly notJudged: readonly NotJudged[];
}

/** How the policy SDK begins what a rule could not judge (`@pulumi/policy`, server). */
const notRun = /^can't run policy '.*?' from policy pack '.*?' during preview: /;

/** How our rules say which (`policy/unknown.ts`, notJudgedYet). */
const unknowns =
  /^not judged, by this rule and every other that needs it: (.*); judged again at the update, when it is known$/s;
const between = /(?<= is not known yet); /;
const unknown = /^(.+?) of (.*) is not known yet$/s;

/**
 * Tells violations from what could not be judged.
 *
 * @param rules - by name; of what a rule that is not among them says, nothing is dropped
 * @param subject - the URN of the only resource that was asked about, if it was one
 */
export function toldBy(
  diagnostics: readonly AnalyzeDiagnostic[],
  rules: ReadonlyMap<string, JudgingRule>,
  subject = "",
): Told {
  const isOpen = (one: AnalyzeDiagnostic) => notRun.test(one.getMessage());
  return {
    violations: diagnostics
      .filter((one) => !isOpen(one))
      .map((one) => violationOf(one, rules, subject)),
    notJudged: diagnostics.filter(isOpen).flatMap((one) => notJudgedOf(one, subject)),
  };
}

/** The SDK puts what the rule requires before what it says of a resource. */
function violationOf(
  diagnostic: AnalyzeDiagnostic,
  rules: ReadonlyMap<string, JudgingRule>,
  subject: string,
): RuleViolation {
  const urn = diagnostic.getUrn() || subject;
  const resource = urn === "" ? "the stack" : nameOf(urn);
  const rule = diagnostic.getPolicyname();
  const said = without(`${diagnostic.getDescription()}\n`, diagnostic.getMessage());
  const [, problem = said, fix = rules.get(rule)?.remediation ?? ""] =
    /^(.*)\. Fix: (.*)\.$/s.exec(without(`${resource}: `, said)) ?? [];
  return { rule, resource, urn, problem, fix };
}

function without(beginning: string, text: string): string {
  return text.startsWith(beginning) ? text.slice(beginning.length) : text;
}

function notJudgedOf(diagnostic: AnalyzeDiagnostic, subject: string): NotJudged[] {
  const rule = diagnostic.getPolicyname();
  const said = diagnostic.getMessage().replace(notRun, "");
  const parts = unknowns.exec(said)?.[1]?.split(between) ?? [];
  const found = parts.map((part) => unknown.exec(part));
  if (found.length === 0 || found.some((one) => one === null)) {
    const resource = subject === "" ? "the stack" : nameOf(subject);
    return [{ resource, rule, reason: said }];
  }
  return found.map((one) => ({
    ...{ resource: one![2]!, property: one![1]!, rule },
    reason: "is not known before the update",
  }));
}
