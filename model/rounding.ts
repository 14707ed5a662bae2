/** Rounded to so many decimals: figures of a plan are for people, and no estimate is good to the last bit. */
export function rounded(value: number, decimals: number): number {
  const scale = 10 ** decimals;
  return Math.round(value * scale) / scale;
}
