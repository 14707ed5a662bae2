import { existsSync, statSync } from "node:fs";

const mutated = process.env.MUTATED;
const isComponent = mutated.startsWith("components/");
const isFolder = existsSync(mutated) && statSync(mutated).isDirectory();

/** @type {import("@stryker-mutator/api/core").PartialStrykerOptions} */
export default {
  mutate: [isFolder ? `${mutated}/**/*.ts` : mutated],
  testRunner: "jest",
  jest: { configFile: "test/mutation/jest.config.js", enableFindRelatedTests: false },
  // Tests of a component look at one run of the program together: which of them reached a line says nothing.
  coverageAnalysis: isComponent ? "off" : "perTest",
  plugins: ["@stryker-mutator/jest-runner"],
  // The tests of a component are loaded by one file, which stays as it is when one of them changes.
  incremental: !isComponent,
  incrementalFile: `.sandbox/mutation/${mutated.replaceAll("/", "-")}.json`,
  ignorePatterns: [".sandbox"],
  tempDirName: ".sandbox/mutation/copies",
  reporters: ["clear-text", "progress-append-only"],
  clearTextReporter: { logTests: false, reportTests: false, allowColor: false },
  thresholds: { high: 95, low: 85, break: 85 },
  // Jest keeps what it has loaded, gigabytes of it.
  maxTestRunnerReuse: 40,
  testRunnerNodeArgs: ["--max-semi-space-size=64"],
  dryRunTimeoutMinutes: 30,
  timeoutMS: 60_000,
};
