import * as path from "node:path";

const { unitFiles } = jest.requireActual<{ unitFiles: () => { together: readonly string[] } }>(
  "./unit-files.js",
);

/**
 * Defines the tests of every second file as if they were one file. Jest loads everything anew for each file, and what is
 * new runs slowly: for two hundred files that was half of what they took.
 */
export function defineHalf(half: 0 | 1): void {
  const files = unitFiles().together.filter((_, index) => index % 2 === half);
  for (const file of files)
    describe(file, () => {
      jest.requireActual(path.join(__dirname, "..", file));
    });
}
