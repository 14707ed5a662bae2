const { projects } = require("../../jest.config.js");
const suites = require("./suites.json");

const mutated = process.env.MUTATED;
const folder = Object.keys(suites).find((name) => `${mutated}/`.startsWith(`${name}/`));
if (folder === undefined) throw new Error(`no suite in suites.json for ${mutated}`);

const unit = projects.find(({ displayName }) => displayName === "unit");

/** The pure tests that have to notice a damage in one folder, or in a file of it. */
module.exports = {
  ...unit,
  // A damage that hangs fails its test, long before Stryker gives the whole run up.
  testTimeout: 30_000,
  rootDir: "../..",
  // Looked through for every damage: without these, all of node_modules is.
  roots: [
    "<rootDir>/test",
    "<rootDir>/model",
    "<rootDir>/components",
    "<rootDir>/config",
    "<rootDir>/policy",
  ],
  watchman: false,
  // A component damages a whole program, which takes longest to load: all of its tests are one file.
  testMatch: folder.startsWith("components/")
    ? ["<rootDir>/test/mutation/components.suite.ts"]
    : suites[folder].map(
        (suite) => `<rootDir>/${suite.replace(/\.test\.ts$/, "")}{/**/*,}.test.ts`,
      ),
  testPathIgnorePatterns: ["/node_modules/", "\\.(property|stand-in)\\.test\\.ts$"],
};
