/** What a change means for whoever relies on the backups: `other` is neither, or cannot be told. */
export type Direction = "better" | "worse" | "other";

/** Which way a figure went of which more is better; `undefined` if it stayed. `null` is more than any. */
export function directionOf(
  before: number | null,
  after: number | null,
): Exclude<Direction, "other"> | undefined {
  const [was, is] = [before ?? Infinity, after ?? Infinity];
  if (was === is) return undefined;
  return is > was ? "better" : "worse";
}

/** What the parts of one thing come to: one that is worse counts, whatever else is better. */
export function together(directions: readonly (Direction | undefined)[]): Direction {
  if (directions.includes("worse")) return "worse";
  return directions.includes("better") ? "better" : "other";
}
