import { type ItemCoverage, type Standing } from "../../model/plan/plan";

type Status = ItemCoverage["status"];

/** The worst first; what nobody demands anything for comes last. */
const statuses: readonly (Status | undefined)[] = [
  ...(["unprotected", "planned", "unproven", "closed", "overfull"] as const),
  ...(["exempt", "protected", undefined] as const),
];

/** Order of two statuses, the worse first. */
export function byStatus(a: Status | undefined, b: Status | undefined): number {
  return statuses.indexOf(a) - statuses.indexOf(b);
}

/** The same of copies. */
export function byStanding(a: Standing, b: Standing): number {
  const statusOf = (standing: Standing) => (standing === "kept" ? "protected" : standing);
  return byStatus(statusOf(a), statusOf(b));
}
