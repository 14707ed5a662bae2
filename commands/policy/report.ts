import { counted } from "../../model/plan/name-list";
import { findingList, countFindings, type Paint } from "../plan/finding-list";
import { sortedNames } from "../plan/names";
import { indented } from "../support/page";
import { groupedBy } from "../../model/grouping";
import { type HoldingException, type Judgement, type JudgingRule } from "./judgement";
import {
  type BrokenRule,
  brokenRules,
  exitCodeOf,
  isJudged,
  openParts,
  type OpenPart,
  type Verdict,
  violationsOf,
} from "./verdict";

/** A verdict for people: what is wrong first, then what nobody could judge, and what is let pass. */
export function report(verdict: Verdict, paint: Paint): string {
  const { judgement, plan, missingIdentities } = verdict;
  return [
    ...(judgement === undefined ? [] : judgementLines(judgement, verdict.kind, paint)),
    ...identityLines(missingIdentities),
    ...planLines(plan, paint),
    "",
    summary(verdict, paint),
  ]
    .join("\n")
    .trimStart();
}

function judgementLines(judgement: Judgement, kind: Verdict["kind"], paint: Paint): string[] {
  const broken = brokenRules(judgement);
  const ofLevel = (level: JudgingRule["level"]) =>
    broken.filter(({ rule }) => rule.level === level);
  return [
    ...brokenLines(paint("error", "Stopped"), ofLevel("mandatory")),
    ...brokenLines(paint("warning", "Advisories"), ofLevel("advisory")),
    ...openLines(
      paint("note", kind === "file" ? "Not judged before the update" : "Not judged"),
      openParts(judgement),
    ),
    ...exceptionLines(paint("note", "Let pass for a time"), judgement.exceptions),
    ...(judgement.switchedOff.length === 0
      ? []
      : [
          "",
          paint("warning", "Switched off"),
          ...indented(sortedNames(judgement.switchedOff), "  "),
        ]),
  ];
}

function brokenLines(title: string, broken: readonly BrokenRule[]): string[] {
  if (broken.length === 0) return [];
  return [
    "",
    title,
    ...broken.flatMap(({ rule, violations }) => [
      ...indented(`${rule.name} (${rule.severity}): ${rule.description}`, "  "),
      ...violations.flatMap(({ resource, problem, fix }) => [
        ...indented(`${resource}: ${problem}`, "      - "),
        ...indented(fix, "        fix: "),
      ]),
    ]),
  ];
}

/** Parts that are not known for the same reason stand together. */
function openLines(title: string, parts: readonly OpenPart[]): string[] {
  if (parts.length === 0) return [];
  const alike = groupedBy(parts, ({ property = "", reason, rules }) =>
    [property, reason, ...rules].join("\n"),
  );
  return [
    "",
    title,
    ...[...alike.values()].flatMap((same) => {
      const [{ property = "the whole resource", reason, rules }] = same;
      const by = rules.length === 0 ? "every rule" : rules.join(", ");
      return [
        ...indented(`${property} ${reason}`, "  "),
        ...indented(sortedNames(same.map(({ resource }) => resource)), "      of: "),
        ...indented(by, "      by: "),
      ];
    }),
  ];
}

function exceptionLines(title: string, exceptions: readonly HoldingException[]): string[] {
  if (exceptions.length === 0) return [];
  return [
    "",
    title,
    ...exceptions.flatMap(({ rule, resource, reason, until, isUsed }) =>
      indented(
        `${resource} by ${rule} until ${until}: ${reason}` +
          (isUsed ? "" : " (no resource has that name: take the exception out)"),
        "  - ",
      ),
    ),
  ];
}

function identityLines(paths: readonly string[]): string[] {
  if (paths.length === 0) return [];
  return [
    "",
    ...indented(
      `Placeholders stand for what only a machine's console can tell, ` +
        `and without which no update goes: ${sortedNames(paths)}`,
      "",
    ),
  ];
}

/** What no pack can see. Notes need no decision: `npm run plan` has them. */
function planLines(plan: Verdict["plan"], paint: Paint): string[] {
  const told = plan.filter(({ severity }) => severity !== "note");
  return plan.length === 0
    ? []
    : ["", `The plan: ${countFindings(plan)}`, ...findingList(told, paint)];
}

/** What it comes to in a line; in green only if something was judged and nothing is wrong. */
export function summary(verdict: Verdict, paint: Paint): string {
  const { judgement, kind, subject } = verdict;
  if (judgement === undefined)
    return paint("error", `${subject}: nothing was judged, because the plan refuses it`);
  if (!isJudged(verdict))
    return paint("error", `${subject}: nothing was judged, because every rule is switched off`);
  const { rules, resources } = judgement;
  const advisories = violationsOf(judgement, "advisory").length;
  const open = openParts(judgement).length;
  const text =
    `${subject}: ${counted(rules.length, "rule")} judged ${counted(resources, "resource")}: ` +
    `${violationsOf(judgement, "mandatory").length} stopped, ` +
    `${advisories} ${advisories === 1 ? "advisory" : "advisories"}, ` +
    `${open} not judged${kind === "file" ? " before the update" : ""}`;
  return paint(exitCodeOf(verdict) === 0 ? "good" : "error", text);
}
