const { pureFiles } = require("./test/support/pure-files.js");

// The AWS SDK is pinned and works with the oldest Node.js of this project; what later ones need is no news in a test.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

// Nor is the agent of whoever runs them: a session's that has ended would fail what logs in to a host.
delete process.env.SSH_AUTH_SOCK;

// Nor what this machine trusts besides: they ask servers of their own. Node.js reads it at each start, which takes twice
// as long as the start, and the hosts' programs start more than a thousand times.
delete process.env.NODE_EXTRA_CA_CERTS;

/** Left out where `npm test` knows that exactly this twin has passed them (commands/test/twin-tests.ts). */
const twinsOwn =
  process.env.TWIN_TESTS === "leave-out" ? [] : ["<rootDir>/sandbox/test/**/*.test.ts"];

const standIns = [...twinsOwn, "<rootDir>/test/**/*.stand-in.test.ts"];

/** A path pattern as `testPathIgnorePatterns` wants it. */
const below = (directory) => `<rootDir>/test/${directory}/`;

/**
 * Where all tests of a pure project are wanted, most run as two files (test/support/half.ts); by its name, or in an
 * editor, each is one.
 */
const inHalves = process.env.PURE_TESTS === "in-halves";
const halves = (project) => [
  `<rootDir>/test/halves/${project}-*.suite.ts`,
  ...pureFiles(project).alone.map((file) => `<rootDir>/test/${file}`),
];

/**
 * What of the language a module gets as parameters: as a global of Jest's own context each is looked up by way of an
 * interceptor each time, which was most of what a plan took. Not `Date`, which a test may replace, nor what modules
 * declare for themselves, as `Buffer`.
 */
const languageGlobals = [
  "Array BigInt Boolean Error Infinity Int32Array Intl JSON Map Math Number Object Promise Reflect RegExp Set String",
  "Symbol TypeError WeakMap WeakSet",
].flatMap((names) => names.split(" "));

const shared = {
  testEnvironment: "node",
  transform: {
    "^.+\\.ts$": [
      "@swc/jest",
      { jsc: { target: "es2022", parser: { syntax: "typescript" } }, module: { type: "commonjs" } },
    ],
  },
  modulePathIgnorePatterns: ["<rootDir>/.sandbox"],
  // Two thirds of what loading the SDK takes, in each test file anew.
  moduleNameMapper: {
    "^typescript$": "<rootDir>/test/support/unloaded/typescript.js",
    "^@npmcli/arborist$": "<rootDir>/test/support/unloaded/arborist.js",
    // Jest requires it, which its modules do not allow: its one file for browsers is the same.
    "^vega$": "<rootDir>/node_modules/vega/build/vega.js",
  },
  setupFilesAfterEnv: ["<rootDir>/test/support/random-cases.ts"],
  sandboxInjectedGlobals: languageGlobals,
};

/** What starts the sandbox before the first test, and stops it after the last. */
const onSharedSandbox = {
  globalSetup: "<rootDir>/test/engine/support/setup.ts",
  globalTeardown: "<rootDir>/test/engine/support/teardown.ts",
  setupFilesAfterEnv: ["<rootDir>/test/engine/support/patience.ts"],
};

/** What takes too long for every change: `npm run test:long`. */
const long = "\\.long\\.test\\.ts$";

/**
 * Six projects. `unit`: pure tests, seconds for all of them, with a fence against processes and sockets.
 * `lab`: pure as well, of the whole lab, its plan or its program, again and again, which takes a minute
 * (`*.lab.test.ts`). `property`: pure as well, over many random cases, which takes minutes (`*.property.test.ts`).
 * `stand-in`: the twin's own parts and whatever else needs a real server, shell or process (`*.stand-in.test.ts`).
 * `engine`: the real engine on the shared sandbox, in turns. `long`: whatever of these takes too long for every
 * change (`*.long.test.ts`).
 */
module.exports = {
  // Real servers and real shells are slow on a busy machine; a hang still ends. (Jest ignores it in a project.)
  testTimeout: 120_000,
  projects: [
    {
      ...shared,
      displayName: "unit",
      testMatch: inHalves ? halves("unit") : ["<rootDir>/test/**/*.test.ts"],
      testPathIgnorePatterns: [
        "/node_modules/",
        below("engine"),
        "\\.(lab|stand-in|property|long)\\.test\\.ts$",
      ],
      setupFilesAfterEnv: [...shared.setupFilesAfterEnv, "<rootDir>/test/support/no-processes.ts"],
    },
    {
      ...shared,
      displayName: "lab",
      testMatch: inHalves ? halves("lab") : ["<rootDir>/test/**/*.lab.test.ts"],
      setupFilesAfterEnv: [...shared.setupFilesAfterEnv, "<rootDir>/test/support/no-processes.ts"],
    },
    {
      ...shared,
      displayName: "property",
      testMatch: ["<rootDir>/test/**/*.property.test.ts"],
      testPathIgnorePatterns: ["/node_modules/", "\\.stand-in\\."],
      setupFilesAfterEnv: [...shared.setupFilesAfterEnv, "<rootDir>/test/support/no-processes.ts"],
    },
    {
      ...shared,
      displayName: "stand-in",
      testMatch: standIns,
      testPathIgnorePatterns: ["/node_modules/", below("engine"), long],
    },
    {
      ...shared,
      displayName: "engine",
      testMatch: ["<rootDir>/test/engine/**/*.test.ts"],
      testPathIgnorePatterns: ["/node_modules/", long],
      ...onSharedSandbox,
    },
    {
      ...shared,
      displayName: "long",
      testMatch: ["<rootDir>/test/**/*.long.test.ts"],
      ...onSharedSandbox,
    },
  ],
};
