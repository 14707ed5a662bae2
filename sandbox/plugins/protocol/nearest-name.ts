/** The number of letters to insert, delete or exchange to turn one word into the other (Levenshtein). */
function distance(left: string, right: string): number {
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (const [row, letter] of [...left].entries()) {
    const current = [row + 1];
    for (const [column, other] of [...right].entries()) {
      current.push(
        Math.min(
          (previous[column + 1] ?? 0) + 1,
          (current[column] ?? 0) + 1,
          (previous[column] ?? 0) + Number(letter !== other),
        ),
      );
    }
    previous = current;
  }
  return previous[right.length] ?? 0;
}

/** The allowed name a person most likely meant, or `undefined` when none is near: at most a third of it differs. */
export function nearestName(given: string, allowed: readonly string[]): string | undefined {
  const [best] = allowed
    .map((name) => ({ name, steps: distance(given.toLowerCase(), name.toLowerCase()) }))
    .filter(({ name, steps }) => steps <= Math.max(1, Math.floor(name.length / 3)))
    .sort((left, right) => left.steps - right.steps);
  return best?.name;
}
