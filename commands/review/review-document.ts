import { counted } from "../../model/plan/name-list";
import { type Direction } from "./direction";
import { type DocumentSection, type Line, named, type ReviewDocument } from "./document";
import { findingSection, ruleSection } from "./finding-section";
import { itemSection } from "./item-section";
import { objectiveSection, retentionSection } from "./promise-sections";
import { resourceSection } from "./resource-section";
import { type Review } from "./review";
import { type Violation } from "./verdicts";
import { costSection, weekSection } from "./week-sections";

/** Of what the review is: the names of the two files, and why something of them was not compared, if it was not. */
export interface ReviewContext {
  readonly base: string;
  readonly head: string;
  /** Why; left out where they were. */
  readonly withoutResources?: string;
  /** Why the policy pack was not asked; left out where it was. */
  readonly withoutRules?: string;
}

/** A review in the words of people. */
export function reviewDocument(review: Review, context: ReviewContext): ReviewDocument {
  return {
    title: titleOf(context),
    ...verdictOf(review),
    errors: errorLines(review),
    notes: notesOf(review, context),
    sections: sectionsOf(review),
  };
}

function titleOf({ base, head }: ReviewContext): string {
  return base === head ? `What a change of ${head} means` : `What ${head} changes against ${base}`;
}

function sectionsOf(review: Review): DocumentSection[] {
  return [
    ...itemSection(review.items),
    ...retentionSection(review.retention),
    ...objectiveSection(review.objectives),
    ...weekSection(review.windows, review.jobs),
    ...costSection(review.cost),
    ...ruleSection(review.rules),
    ...findingSection(review.findings),
    ...resourceSection(review.resources),
  ];
}

type Verdict = Pick<ReviewDocument, "tone" | "verdict">;

function verdictOf(review: Review): Verdict {
  const { errors, direction } = review.verdict;
  const effect = effectOf(review);
  const broken = (review.rules?.broken ?? []).filter(({ level }) => level === "mandatory").length;
  const refusals = [
    ...(errors.length > 0 ? [counted(errors.length, "error")] : []),
    ...(broken > 0 ? [counted(broken, "newly broken rule")] : []),
  ];
  if (refusals.length === 0) return effect;
  const refused = `REFUSED for ${refusals.join(" and ")}: nothing of it would be applied.`;
  const isWorse = direction === "worse" || direction === "mixed";
  return { tone: "error", verdict: isWorse ? `${refused} ${effect.verdict}` : refused };
}

function effectOf({ verdict, resources, items, retention, objectives }: Review): Verdict {
  const areas = { items, retention, "RPO and RTO": objectives };
  const where = (direction: Direction) =>
    Object.entries(areas)
      .filter(([, changes]) => changes.some((one) => one.direction === direction))
      .map(([area]) => area)
      .join(", ");
  const sent = resources === undefined ? " and paid" : ", paid and sent";
  switch (verdict.direction) {
    case undefined:
      return { tone: "good", verdict: `No change: what is guaranteed${sent} stays as it is.` };
    case "worse":
      return { tone: "warning", verdict: `This change protects less (${where("worse")}).` };
    case "better":
      return { tone: "good", verdict: `This change protects more (${where("better")}).` };
    case "mixed":
      return {
        tone: "warning",
        verdict: `This change protects less (${where("worse")}) and more (${where("better")}).`,
      };
    case "other":
      return items.length + retention.length + objectives.length > 0
        ? { tone: "note", verdict: "This change protects otherwise, neither more nor less." }
        : { tone: "note", verdict: "This change leaves what is protected as it is." };
  }
}

/** Errors that are told at once; all of them are among the findings. */
const mostErrors = 5;

function errorLines({ verdict: { errors } }: Review): Line[] {
  const shown = errors.slice(0, mostErrors).map(({ path, at, message, fix }): Line => {
    const place = at === undefined ? "" : ` (${at})`;
    return [named(path), `${place}: ${message}. What helps: ${fix}`];
  });
  const rest = errors.length - shown.length;
  return rest > 0 ? [...shown, [`and ${counted(rest, "error")} more`]] : shown;
}

function notesOf(
  { rules, verdict }: Review,
  { withoutResources, withoutRules }: ReviewContext,
): string[] {
  const why = withoutRules === undefined ? "" : `: ${withoutRules}`;
  return [
    ...(verdict.isPlanned
      ? []
      : ["The changed file cannot be planned, so nothing else of it could be compared."]),
    ...(withoutResources === undefined
      ? []
      : [`Resources were not compared: ${withoutResources}.`]),
    ...(rules === undefined ? [`The rules of the policy pack were not asked${why}.`] : []),
    ...keptNotes(rules?.kept ?? []),
  ];
}

/** What stops an update is told although the change has nothing to do with it. */
function keptNotes(kept: readonly Violation[]): string[] {
  const names = new Set(kept.filter(({ level }) => level === "mandatory").map(({ rule }) => rule));
  if (names.size === 0) return [];
  const rules = counted(names.size, "mandatory rule");
  const all = [...names].join(", ");
  return [`${rules} broken before as well, which stop every update (npm run policy): ${all}.`];
}
