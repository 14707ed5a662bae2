import * as path from "node:path";

type Project = "unit" | "lab";

const { pureFiles } = jest.requireActual<{
  pureFiles: (project: Project) => { together: readonly string[] };
}>("./pure-files.js");

/**
 * Defines the tests of every second file of a project as if they were one file. Jest loads everything anew for each file,
 * and what is new runs slowly: for two hundred files that was half of what they took.
 */
export function defineHalf(project: Project, half: 0 | 1): void {
  const files = pureFiles(project).together.filter((_, index) => index % 2 === half);
  for (const file of files)
    describe(file, () => {
      jest.requireActual(path.join(__dirname, "..", file));
    });
}
