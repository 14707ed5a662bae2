import { type Plan } from "../../model/plan/plan";
import { type Finding } from "../../model/finding";
import { type PlannedFile } from "../plan/planned-file";
import { type CostChange, costChange } from "./cost-changes";
import { type Direction } from "./direction";
import { type FindingChanges, findingChanges } from "./finding-changes";
import { type ItemChange, itemChanges } from "./item-changes";
import { type JobChange, jobChanges, type WindowChange, windowChanges } from "./job-changes";
import { type ObjectiveChange, objectiveChanges } from "./objective-changes";
import { type ResourceChange, resourceChanges } from "./resource-changes";
import { type Resources } from "./resources";
import { type RetentionChange, retentionChanges } from "./retention-changes";
import { type RuleChanges, ruleChanges, type Verdicts } from "./verdicts";

/** A stack's file as it is reviewed. */
export interface ReviewedFile extends PlannedFile {
  /** What its program sends; left out where it was not run. */
  readonly resources?: Resources;
  /** What the policy pack says of that; left out where nobody asked it. */
  readonly verdicts?: Verdicts;
}

/** The effect of a change, as it is printed as JSON. */
export interface Review {
  readonly verdict: ReviewVerdict;
  readonly counts: { readonly before: Counts; readonly after: Counts };
  readonly items: readonly ItemChange[];
  readonly retention: readonly RetentionChange[];
  readonly objectives: readonly ObjectiveChange[];
  readonly windows: readonly WindowChange[];
  readonly jobs: readonly JobChange[];
  readonly cost: CostChange;
  readonly findings: FindingChanges;
  /** Left out where they were not compared. */
  readonly resources?: readonly ResourceChange[];
  readonly rules?: RuleChanges;
}

/** What a change comes to. */
export interface ReviewVerdict {
  /** Whether the changed file is refused, for these errors. */
  readonly errors: readonly Finding[];
  /** Whether the changed file is so wrong that there is nothing to compare. */
  readonly isPlanned: boolean;
  /** What becomes of the protection; left out where nothing at all changes. */
  readonly direction?: Direction | "mixed";
}

/** How many items there are, how many are protected, and how many findings that are no notes. */
export interface Counts {
  readonly items: number;
  readonly protected: number;
  readonly errors: number;
  readonly warnings: number;
}

/** Compares two files. Of a file that cannot be planned only its faults are told. */
export function reviewOf(before: ReviewedFile, after: ReviewedFile): Review {
  const [was, is] = [before.plan, after.estate === undefined ? before.plan : after.plan];
  const windowsBefore = before.estate?.windows ?? {};
  const changes = {
    items: itemChanges(was, is),
    retention: retentionChanges(was.copies, is.copies),
    objectives: objectiveChanges(was.objectives, is.objectives),
    windows: windowChanges(windowsBefore, after.estate?.windows ?? windowsBefore),
    jobs: jobChanges(was.jobs, is.jobs),
    cost: costChange(was.cost, is.cost),
    // Where nothing was planned, nothing is mended.
    findings: findingChanges(after.estate ? was.findings : [], after.plan.findings),
    ...both("resources", resourceChanges, before.resources, after.resources),
    ...both("rules", ruleChanges, before.verdicts, after.verdicts),
  };
  return {
    verdict: verdictOf(after, changes),
    counts: { before: countsOf(was), after: countsOf({ ...is, findings: after.plan.findings }) },
    ...changes,
  };
}

function both<Name extends string, Side, Changes>(
  name: Name,
  compare: (before: Side, after: Side) => Changes,
  before: Side | undefined,
  after: Side | undefined,
) {
  const found = before && after ? { [name]: compare(before, after) } : {};
  return found as { readonly [key in Name]?: Changes };
}

function verdictOf(
  { plan: { findings }, estate }: ReviewedFile,
  { items, retention, objectives, ...others }: Omit<Review, "verdict" | "counts">,
): ReviewVerdict {
  const errors = findings.filter(({ severity }) => severity === "error");
  const judged = [...items, ...retention, ...objectives].map(({ direction }) => direction);
  const { windows, jobs, cost, findings: told, resources = [], rules } = others;
  const rest = [
    ...[windows, jobs, cost.places, resources],
    ...[rules?.broken ?? [], rules?.mended ?? [], rules?.open ?? []],
    ...[told.fresh, told.gone, told.altered],
  ];
  const isSame = judged.length === 0 && rest.every(({ length }) => length === 0);
  const direction = mixed(judged);
  return { errors, isPlanned: estate !== undefined, ...(isSame ? {} : { direction }) };
}

function mixed(directions: readonly Direction[]): Direction | "mixed" {
  const [worse, better] = [directions.includes("worse"), directions.includes("better")];
  if (worse && better) return "mixed";
  return worse ? "worse" : better ? "better" : "other";
}

function countsOf({ coverage, findings }: Plan): Counts {
  const count = (wanted: string) => findings.filter(({ severity }) => severity === wanted).length;
  return {
    items: coverage.length,
    protected: coverage.filter(({ status }) => status === "protected").length,
    errors: count("error"),
    warnings: count("warning"),
  };
}
