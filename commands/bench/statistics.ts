/** The middle of the values; of an even number of them, halfway between the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = ascending(values);
  const middle = sorted.length / 2;
  return (sorted[Math.ceil(middle) - 1]! + sorted[Math.floor(middle)]!) / 2;
}

/** The least of the values that 95 of 100 do not exceed (nearest rank): with fewer than 20 the largest. */
export function percentile95(values: readonly number[]): number {
  const sorted = ascending(values);
  return sorted[Math.ceil(sorted.length * 0.95) - 1]!;
}

/** @throws Error if there are none, or one is no number: a figure of nothing would look like one */
function ascending(values: readonly number[]): number[] {
  if (values.length === 0 || values.some((value) => !Number.isFinite(value)))
    throw new Error(`no figure can be made of [${values.join(", ")}]`);
  return [...values].sort((a, b) => a - b);
}
