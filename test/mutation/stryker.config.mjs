import { existsSync, readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";

const mutated = process.env.MUTATED;
const isComponent = mutated.startsWith("components/");
const isFolder = existsSync(mutated) && statSync(mutated).isDirectory();

/** How most folders are tried: by Jest, each test file anew for each damage. */
const byJest = {
  testRunner: "jest",
  jest: { configFile: "test/mutation/jest.config.js", enableFindRelatedTests: false },
  // Tests of a component look at one run of the program together: which of them reached a line says nothing.
  coverageAnalysis: isComponent ? "off" : "perTest",
  // Jest keeps what it has loaded, gigabytes of it.
  maxTestRunnerReuse: 40,
};

const [suite] = JSON.parse(
  readFileSync(fileURLToPath(new URL("suites.json", import.meta.url)), "utf8"),
).policy;

/** How the pack is: its tests stay loaded, for a hundred times as many damages in a minute. */
const byMocha = {
  testRunner: "mocha",
  mochaOptions: {
    require: [fileURLToPath(new URL("jest-in-mocha.js", import.meta.url))],
    spec: [`${suite}/**/*.test.ts`],
    // The text of the rules is another once it is damaged; a whole lab's program for each damage takes too long.
    ignore: [`${suite}/pack.test.ts`, `${suite}/**/*.{lab,property,stand-in}.test.ts`],
  },
  coverageAnalysis: "perTest",
  // What a file is made of as it is loaded are tables and the words for people, which pack.test.ts compares with what is
  // written of them.
  ignoreStatic: true,
};

const isPolicy = mutated.split("/")[0] === "policy";
/** How many of a hundred damages have to be noticed. */
const least = isPolicy ? 90 : 85;

/** @type {import("@stryker-mutator/api/core").PartialStrykerOptions} */
export default {
  mutate: [isFolder ? `${mutated}/**/*.ts` : mutated],
  ...(isPolicy ? byMocha : byJest),
  plugins: ["@stryker-mutator/jest-runner", "@stryker-mutator/mocha-runner"],
  // The tests of a component are loaded by one file, which stays as it is when one of them changes.
  incremental: !isComponent,
  incrementalFile: `.sandbox/mutation/${mutated.replaceAll("/", "-")}.json`,
  ignorePatterns: [".sandbox"],
  tempDirName: ".sandbox/mutation/copies",
  reporters: ["clear-text", "progress-append-only"],
  clearTextReporter: { logTests: false, reportTests: false, allowColor: false },
  thresholds: { high: 95, low: least, break: least },
  testRunnerNodeArgs: ["--max-semi-space-size=64"],
  dryRunTimeoutMinutes: 30,
  timeoutMS: 60_000,
};
