"use strict";

const path = require("node:path");
const { runBundle } = require("./bundle.js");
const { loadLazily } = require("./lazy-module.js");

/**
 * Parts of the SDK that send functions of a program elsewhere, and load TypeScript and npm's Arborist for that: two
 * fifths of a second, for what no program of this project does. Every function that they export.
 */
const unused = {
  "@pulumi/pulumi/runtime/closure/serializeClosure": [
    "serializeFunction",
    "serializeFunctionAsync",
  ],
  "@pulumi/pulumi/runtime/closure/codePaths": [
    "computeCodePaths",
    "findWorkspaceRoot",
    "packageArchivePath",
  ],
};

/**
 * The SDK tells the engine of each step of each registration, a call each and one after the other, whether or not anybody
 * has asked for it: a quarter of a preview. It is told with what else is for finding a fault of the SDK itself
 * (`PULUMI_DEBUG_PROMISE_LEAKS`); what providers say with `--debug` is untouched.
 */
function withoutOwnDebugging(root) {
  if (process.env.PULUMI_DEBUG_PROMISE_LEAKS) return;
  const log = require(require.resolve("@pulumi/pulumi/log", { paths: [root] }));
  log.debug = () => Promise.resolve();
}

/**
 * Runs a program of this checkout in the SDK's runner, which has loaded the SDK's first parts.
 *
 * @param prepare - what is done to the SDK that `root` finds, before the program loads it. Default: nothing
 */
function runPulumiProgram(entry, sources, prepare = () => {}) {
  const root = path.resolve(__dirname, "..");
  withoutOwnDebugging(root);
  for (const [name, functions] of Object.entries(unused)) loadLazily(root, name, functions);
  prepare(root);
  return runBundle({ root, entry, sources });
}

module.exports = { runPulumiProgram, unused };
