import * as fs from "node:fs";
import * as path from "node:path";
import { endAtFirstFailure } from "./first-failure";
import { keepPlans } from "./kept-plans";
import suites from "./suites.json";

/**
 * The tests of one folder of components, in one file: what is loaded once serves all of them, where each would load the
 * program and the providers anew for every damage. In a run without damages each is a file of its own.
 */
const root = path.join(__dirname, "..", "..");
const mutated = process.env["MUTATED"];
const suite = Object.entries(suites).find(([folder]) => `${mutated}/`.startsWith(`${folder}/`));
if (suite === undefined) throw new Error(`no suite in suites.json for ${mutated}`);

function filesOf(name: string): string[] {
  const at = path.join(root, name);
  if (name.endsWith(".ts")) return [at];
  return fs
    .readdirSync(at, { recursive: true, encoding: "utf8" })
    .filter((file) => /(?<!\.property|\.stand-in)\.test\.ts$/.test(file))
    .map((file) => path.join(at, file));
}

endAtFirstFailure();
keepPlans();
// What a file does before its tests is done when their turn comes: none of it, where one before it has noticed.
for (const file of suite[1].flatMap(filesOf))
  describe(path.basename(file), () => {
    jest.requireActual(file);
  });
