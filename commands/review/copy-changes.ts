import { type PlannedCopy } from "../../model/plan/plan";
import { byStanding } from "../plan/status";
import { type Direction, directionOf } from "./direction";
import { pairsOf } from "./pairs";

/** A copy by what makes it and where it lies. */
export interface CopyName {
  readonly class: string;
  readonly place: string;
}

/** What is otherwise of a copy that there is before and after. */
export interface AlteredCopy extends CopyName {
  /** In a word: `encryption`. */
  readonly what: string;
  readonly before: string;
  readonly after: string;
  readonly direction: Direction;
}

/** The copies of an item, compared. */
export interface CopyChanges {
  readonly gained: readonly CopyName[];
  readonly lost: readonly CopyName[];
  readonly altered: readonly AlteredCopy[];
}

/** Copies that an item gains and loses, and what is otherwise of the others. */
export function copyChanges(
  before: readonly PlannedCopy[],
  after: readonly PlannedCopy[],
): CopyChanges {
  const pairs = pairsOf(before, after, ({ class: name, place }) => `${name}\n${place}`);
  const named = (copies: readonly (PlannedCopy | undefined)[]) =>
    copies.flatMap((copy) => (copy === undefined ? [] : [nameOf(copy)]));
  return {
    gained: named(pairs.filter(({ before: was }) => !was).map(({ after: is }) => is)),
    lost: named(pairs.filter(({ after: is }) => !is).map(({ before: was }) => was)),
    altered: pairs.flatMap(({ before: was, after: is }) => (was && is ? alterations(was, is) : [])),
  };
}

function nameOf({ class: name, place }: PlannedCopy): CopyName {
  return { class: name, place };
}

/** What is compared of a copy, besides how long it is kept. */
interface Aspect {
  readonly what: string;
  readonly words: (copy: PlannedCopy) => string;
  /** Which way it went; only asked where it differs. */
  readonly direction: (before: PlannedCopy, after: PlannedCopy) => Direction;
}

/** From the worst to the best. */
const consistencies = ["unknown", "crash", "file-system", "application"];

const aspects: readonly Aspect[] = [
  {
    what: "encryption",
    words: ({ encryption }) => (encryption === "none" ? "not encrypted" : encryption),
    direction: (_, after) => (after.encryption === "none" ? "worse" : "better"),
  },
  {
    what: "stands",
    words: ({ standing }) => standing,
    direction: (before, after) =>
      byStanding(before.standing, after.standing) < 0 ? "better" : "worse",
  },
  {
    what: "lock",
    words: ({ lockDays }) => (lockDays === undefined ? "not locked" : `${lockDays} d`),
    direction: (before, after) => directionOf(before.lockDays ?? 0, after.lockDays ?? 0) ?? "other",
  },
  {
    what: "verified",
    words: ({ verified }) => (verified ? "yes" : "no"),
    direction: (_, after) => (after.verified ? "better" : "worse"),
  },
  {
    what: "offsite",
    words: ({ offsite }) => (offsite ? "yes" : "no"),
    direction: (_, after) => (after.offsite ? "better" : "worse"),
  },
  {
    what: "consistency",
    words: ({ consistency }) => consistency,
    direction: (before, after) =>
      directionOf(
        consistencies.indexOf(before.consistency),
        consistencies.indexOf(after.consistency),
      ) ?? "other",
  },
  { what: "medium", words: ({ medium }) => medium, direction: () => "other" },
  { what: "made by", words: ({ maker }) => maker, direction: () => "other" },
];

function alterations(before: PlannedCopy, after: PlannedCopy): AlteredCopy[] {
  return aspects
    .filter(({ words }) => words(before) !== words(after))
    .map(({ what, words, direction }) => ({
      ...nameOf(after),
      ...{ what, before: words(before), after: words(after) },
      direction: direction(before, after),
    }));
}
