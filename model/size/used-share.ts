import { type DataKind, type Sizing } from "../estate";

/** Kinds of items that have a size. */
export type SizedKind = DataKind | "guest";

/** The lab's monitoring says nothing of a disk that is emptier (warning at 75 %, critical at 90 %). */
const unnoticed = 0.75;

/**
 * Share of what an item was given that is taken to be in use where neither it nor the share was declared. Assumptions:
 * as much as there can be without anybody having noticed.
 *
 * - File servers, databases and claims are given disks, which nobody reports before they are `unnoticed`.
 * - Buckets are given what is left of a server, and research data is added and not thinned out: until it is critical.
 * - A repository is given nothing: what is declared is how large it is.
 */
export const assumedShares: Readonly<Record<DataKind, number>> = {
  fileServer: unnoticed,
  database: unnoticed,
  claim: unnoticed,
  bucket: 0.9,
  repository: 1,
};

/** Share of what an item of that kind was given that is in use, 0 to 1. */
export function usedShareOf(kind: SizedKind, { usedShare, usedShareOf: others }: Sizing): number {
  return kind === "guest" ? usedShare : others[kind];
}
