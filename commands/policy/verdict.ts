import { type Finding } from "../../model/finding";
import { groupedBy } from "../../model/grouping";
import { isRefused } from "../plan/planned-file";
import { type Judgement, type JudgingRule, type NotJudged, type RuleViolation } from "./judgement";

/** What was judged, and what came of it. */
export interface Verdict {
  /** For people: `Pulumi.lab.yaml`. */
  readonly subject: string;
  /** A file is judged again at the update; of a state nothing more is to come. */
  readonly kind: "file" | "state";
  /** Left out where the plan refuses the file, so that there is nothing to judge. */
  readonly judgement?: Judgement;
  /** What the plan says of a file, which no pack can see; none of a state. */
  readonly plan: readonly Finding[];
  /** Paths of machines' identities that the file lacks, for which placeholders were judged. */
  readonly missingIdentities: readonly string[];
}

/** A rule, and all that breaks it. */
export interface BrokenRule {
  readonly rule: JudgingRule;
  readonly violations: readonly RuleViolation[];
}

/** Violations by rule: mandatory rules before advisory ones, the worst first. */
export function brokenRules({ rules, violations }: Judgement): BrokenRule[] {
  const byRule = groupedBy(violations, ({ rule }) => rule);
  const rank = ({ level, severity }: JudgingRule) =>
    (level === "mandatory" ? 0 : severities.length) + severities.indexOf(severity);
  return rules
    .map((rule) => ({ rule, violations: byRule.get(rule.name) ?? [] }))
    .filter((broken) => broken.violations.length > 0)
    .sort((a, b) => rank(a.rule) - rank(b.rule));
}

const severities: readonly JudgingRule["severity"][] = [
  ...(["critical", "high", "medium", "low", "unspecified"] as const),
];

/** Violations of rules of that level. */
export function violationsOf(judgement: Judgement, level: JudgingRule["level"]): RuleViolation[] {
  return brokenRules(judgement)
    .filter(({ rule }) => rule.level === level)
    .flatMap(({ violations }) => violations);
}

/** A part of a resource that could not be judged, or all of it. */
export interface OpenPart extends Omit<NotJudged, "rule"> {
  /** Names of the rules that could not; none if it is every rule. */
  readonly rules: readonly string[];
}

/** What could not be judged, by resource and property. */
export function openParts({ notJudged }: Judgement): OpenPart[] {
  const parts = groupedBy(notJudged, ({ resource, property }) => `${resource}\n${property ?? ""}`);
  return [...parts.values()].map((same) => {
    const { rule: _, ...part } = same.find(({ rule }) => rule === undefined) ?? same[0];
    const rules = same.map(({ rule }) => rule);
    const isEvery = rules.includes(undefined);
    return { ...part, rules: isEvery ? [] : [...new Set(rules as string[])].sort() };
  });
}

/** Whether a pack was asked of anything at all. */
export function isJudged({ judgement }: Verdict): boolean {
  return judgement !== undefined && judgement.rules.length > 0 && judgement.resources > 0;
}

/** 0 if nothing stops it, otherwise 1. */
export function exitCodeOf(verdict: Verdict): 0 | 1 {
  const { judgement, kind, plan } = verdict;
  if (judgement === undefined || !isJudged(verdict) || isRefused({ findings: plan })) return 1;
  if (violationsOf(judgement, "mandatory").length > 0) return 1;
  return kind === "state" && judgement.notJudged.length > 0 ? 1 : 0;
}
