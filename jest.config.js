/** Three projects: fast unit tests, stand-in tests, and the real engine on the shared sandbox. */
const shared = {
  testEnvironment: "node",
  // Real servers and real shells are slow on a busy machine; a hang still ends.
  testTimeout: 60_000,
  transform: {
    "^.+\\.ts$": [
      "@swc/jest",
      { jsc: { target: "es2022", parser: { syntax: "typescript" } }, module: { type: "commonjs" } },
    ],
  },
  modulePathIgnorePatterns: ["<rootDir>/.sandbox"],
};

module.exports = {
  projects: [
    {
      ...shared,
      displayName: "unit",
      testMatch: ["<rootDir>/test/**/*.test.ts"],
      testPathIgnorePatterns: ["/node_modules/", "<rootDir>/test/engine/"],
    },
    {
      ...shared,
      displayName: "engine",
      testMatch: ["<rootDir>/test/engine/**/*.test.ts"],
      globalSetup: "<rootDir>/test/engine/support/setup.ts",
      globalTeardown: "<rootDir>/test/engine/support/teardown.ts",
    },
  ],
};
