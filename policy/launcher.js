/** What Pulumi runs as the policy pack: `index.ts` and what it imports, as one file (docs/decisions/0019). */
"use strict";

const { deserializeOnce } = require("../lib/deserialized-once.js");
const { runPulumiProgram } = require("../lib/pulumi-program.js");

module.exports = () =>
  runPulumiProgram("policy/index.ts", ["policy", "model", "lib/remembered.ts"], deserializeOnce);
