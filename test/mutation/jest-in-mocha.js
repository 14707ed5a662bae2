// The interface of Jest for Mocha, which loads all tests once for all damages, where Jest loads a test's files anew for
// each: of the pack's rules that is a second for a few milliseconds of work.
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const { ModernFakeTimers } = require("@jest/fake-timers");
const { transformSync } = require("@swc/core");
const { expect } = require("expect");
const { bind } = require("jest-each");
const { ModuleMocker } = require("jest-mock");
const { interfaces } = require("mocha");

/** As `jest.config.js` has them. */
const options = {
  swcrc: false,
  sourceMaps: "inline",
  jsc: { target: "es2022", parser: { syntax: "typescript" } },
  module: { type: "commonjs" },
};

require.extensions[".ts"] = (module, filename) =>
  module._compile(
    transformSync(fs.readFileSync(filename, "utf8"), { ...options, filename }).code,
    filename,
  );

const mocker = new ModuleMocker(globalThis);
const timers = new ModernFakeTimers({
  config: { rootDir: process.cwd(), fakeTimers: {} },
  global: globalThis,
});

globalThis.expect = expect;
globalThis.jest = {
  fn: (implementation) => mocker.fn(implementation),
  requireActual: require,
  useFakeTimers: (config) => timers.useFakeTimers(config),
  useRealTimers: () => timers.useRealTimers(),
};

/** A table of Jest's; no test of one takes a callback. */
const withEach = (define) =>
  Object.assign(define, { each: bind((...given) => define(...given), false) });

const { bdd } = interfaces;

/** Mocha's interface of that name, in Jest's words: Stryker takes none of another name. */
interfaces.bdd = (suite) => {
  bdd(suite);
  suite.on("pre-require", (context) => {
    withEach(context.describe);
    context.test = withEach(context.it);
    Object.assign(context, { beforeAll: context.before, afterAll: context.after });
  });
};

// What the pack has made of a text is made anew: with a damage it is another.
const { Remembered } = require(path.join(process.cwd(), "lib", "remembered.ts"));
Remembered.prototype.of = (_asked, make) => make();
