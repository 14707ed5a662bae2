import fc from "fast-check";

/** Whether this is the long run: other cases each time, and more of them. */
const isLong = process.env.RANDOM_CASES === "long";

/** How many times as many cases the long run tries. */
const longer = 10;

/**
 * The tests of a change are to judge that change alone, so `npm test` draws the same cases on every machine; new ones
 * are looked for by `npm run test:long`, which prints the seed of one that fails.
 */
if (!isLong) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: 20_261_128 });

/** How many random cases a property is tried with in `npm test`; ten times as many in the long run. */
export function tries(count: number): { readonly numRuns: number } {
  return { numRuns: isLong ? longer * count : count };
}
