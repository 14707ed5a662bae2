"use strict";

const fs = require("node:fs");
const path = require("node:path");

const tests = path.join(__dirname, "..");

/** What works in a file that Jest itself has loaded: snapshots, and modules that are others for one file. */
const ofItsOwn = /\bjest\.mock\(|\.toMatch(Inline)?Snapshot\(/;

/** The word before `.test.ts` that says which project has a file; `unit` has those without one. */
const projectOf = (file) => /\.([a-z-]+)\.test\.ts$/.exec(file)?.[1] ?? "unit";

/**
 * The files of pure tests of one project, sorted: those that run with others as one file (`together`), and those that
 * cannot (`alone`).
 *
 * @param {"unit" | "lab"} project
 */
function pureFiles(project) {
  const files = fs
    .readdirSync(tests, { recursive: true })
    .filter((file) => file.endsWith(".test.ts") && !file.startsWith("engine/"))
    .filter((file) => projectOf(file) === project)
    .sort();
  const isAlone = (file) => ofItsOwn.test(fs.readFileSync(path.join(tests, file), "utf8"));
  return { together: files.filter((file) => !isAlone(file)), alone: files.filter(isAlone) };
}

module.exports = { pureFiles };
