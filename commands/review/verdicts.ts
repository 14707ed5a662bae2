import { type Judgement } from "../policy/judgement";
import { brokenRules } from "../policy/verdict";

/** What a rule of the policy pack has against a resource. */
export interface Violation {
  readonly rule: string;
  readonly level: "mandatory" | "advisory";
  /** The resource's name; left out where the rule is about the whole stack. */
  readonly resource?: string;
  readonly message: string;
  readonly fix: string;
}

/** What the policy pack says of what a file sends. */
export interface Verdicts {
  readonly violations: readonly Violation[];
  /** What could not be judged before an update; without a rule it is every one. */
  readonly notJudged: readonly { readonly resource: string; readonly rule?: string }[];
}

/** What becomes of the rules, by what is broken. */
export interface RuleChanges {
  readonly broken: readonly Violation[];
  readonly mended: readonly Violation[];
  /** Broken before; nobody can tell before the update whether it still is. */
  readonly open: readonly Violation[];
  /** Broken before and after, in the words of after. */
  readonly kept: readonly Violation[];
}

/** What is compared of a judgement. */
export function verdictsOf(judgement: Judgement): Verdicts {
  return {
    violations: brokenRules(judgement).flatMap(({ rule, violations }) =>
      violations.map(({ resource, urn, problem, fix }) => ({
        ...{ rule: rule.name, level: rule.level, message: problem, fix },
        ...(urn === "" ? {} : { resource }),
      })),
    ),
    notJudged: judgement.notJudged.map(({ resource, rule }) => ({
      resource,
      ...(rule === undefined ? {} : { rule }),
    })),
  };
}

/** Rules that are newly broken or mended, resource by resource; other words about the same make no difference. */
export function ruleChanges(before: Verdicts, after: Verdicts): RuleChanges {
  const keys = ({ violations }: Verdicts) => new Set(violations.map(keyOf));
  const [was, is] = [keys(before), keys(after)];
  const isOpen = ({ rule, resource }: Violation) =>
    after.notJudged.some(
      (one) => one.resource === resource && (one.rule === undefined || one.rule === rule),
    );
  const gone = before.violations.filter((one) => !is.has(keyOf(one)));
  return {
    broken: after.violations.filter((one) => !was.has(keyOf(one))),
    mended: gone.filter((one) => !isOpen(one)),
    open: gone.filter(isOpen),
    kept: after.violations.filter((one) => was.has(keyOf(one))),
  };
}

function keyOf({ rule, resource = "" }: Violation): string {
  return `${rule}\n${resource}`;
}
