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
  /** What could not be judged before an update. */
  readonly notJudged: readonly Unknown[];
  /** Names of the rules that judge all resources together, so that what one of them hides may be about another. */
  readonly ofStack: readonly string[];
}

/** A part of a resource that nobody knows, and what cannot judge for it; without a rule it is every one. */
export interface Unknown {
  readonly resource: string;
  readonly property?: string;
  readonly rule?: string;
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
    notJudged: judgement.notJudged.map(({ reason: _, ...unknown }) => unknown),
    ofStack: judgement.rules.filter(({ sees }) => sees === "stack").map(({ name }) => name),
  };
}

/** Rules that are newly broken or mended, resource by resource; other words about the same make no difference. */
export function ruleChanges(before: Verdicts, after: Verdicts): RuleChanges {
  const keys = ({ violations }: Verdicts) => new Set(violations.map(keyOf));
  const [was, is] = [keys(before), keys(after)];
  const isOpen = openIn(before, after);
  const gone = before.violations.filter((one) => !is.has(keyOf(one)));
  return {
    broken: after.violations.filter((one) => !was.has(keyOf(one))),
    mended: gone.filter((one) => !isOpen(one)),
    open: gone.filter(isOpen),
    kept: after.violations.filter((one) => was.has(keyOf(one))),
  };
}

/** Whether a violation may only be out of sight: for something that was known before, or was not there. */
function openIn(before: Verdicts, after: Verdicts): (one: Violation) => boolean {
  const unknownBefore = new Set(before.notJudged.map((one) => JSON.stringify(one)));
  const fresh = after.notJudged.filter((one) => !unknownBefore.has(JSON.stringify(one)));
  return ({ rule, resource }) =>
    fresh.some(
      (one) =>
        (one.rule === undefined || one.rule === rule) &&
        (one.resource === resource || after.ofStack.includes(rule)),
    );
}

function keyOf({ rule, resource = "" }: Violation): string {
  return `${rule}\n${resource}`;
}
