import { type Finding, type Severity } from "../finding";
import { reaches, type FillLevel } from "./capacity";
import { nameList } from "./name-list";
import { type StoreCapacity } from "./plan";

/** Fullest first. */
const messages: readonly (readonly [FillLevel, string])[] = [
  [100, "cannot hold what is planned for it"],
  [90, "will be critically full"],
  [75, "will be fuller than the lab wants its stores to be"],
];

/**
 * Stores, and disks that several lie on, that fill up once the history is long enough. More than a store holds is an
 * error only where every size was measured: an estimate is a reason to measure, not to refuse.
 */
export function capacityFindings(capacities: readonly StoreCapacity[]): Finding[] {
  return [
    ...capacities.flatMap(capacityFinding),
    ...capacities.flatMap(unlimited),
    ...capacities.flatMap(everGrowing),
  ];
}

function capacityFinding(capacity: StoreCapacity): Finding[] {
  const { path, store, capacityGB, storedGB, estimated } = capacity;
  const level = messages.find(([percent]) => reaches(storedGB, percent, capacityGB));
  if (!level) return [];
  const [percent, message] = level;
  const severity: Severity = percent === 100 && !estimated ? "error" : "warning";
  const share = Math.ceil((storedGB / capacityGB) * 100);
  return [
    {
      severity,
      path,
      message: `${store} ${message}${estimated ? ", as far as sizes are estimated" : ""}`,
      got: `${Math.ceil(storedGB)} GB of ${capacityGB} GB (${share} %); ${daysText(capacity)}`,
      allowed: "below 75 %; 90 % is critical",
      fix: estimated
        ? "measure what is in use (usedGB), then add capacity or keep fewer restore points"
        : "add capacity, keep fewer restore points, or move items to another place",
    },
  ];
}

/** `75 % on 2026-12-24 at the earliest, 90 % on …`. */
function daysText({ passes }: StoreCapacity): string {
  const days = passes.flatMap(({ percent, date }) =>
    date === undefined ? [] : [`${percent} % on ${date}`],
  );
  return `at the earliest ${days.join(", ")}`;
}

/** A store may hold more than any figure says of it where nobody knows how long copies are kept. */
function unlimited({ path, store, unproven }: StoreCapacity): Finding[] {
  if (unproven.length === 0) return [];
  return [
    {
      severity: "warning",
      path,
      message: `${store} may fill up whatever is planned for it: nothing is proven of how many copies of ${nameList(unproven)} there are`,
      fix: "watch how full it is, and keep these copies with an engine whose retention is known",
    },
  ];
}

/** What was deleted at its source is a copy all the same, and no day is known on which it goes. */
function everGrowing({ path, store, growing }: StoreCapacity): Finding[] {
  if (growing.length === 0) return [];
  return [
    {
      severity: "warning",
      path,
      message: `${store} may fill up whatever is planned for it: what is deleted at the source of ${nameList(growing)} stays there for good`,
      fix: "watch how full it is, and delete there by hand what is needed nowhere any more",
    },
  ];
}
