/** What Pulumi runs: `index.ts` and what it imports, as one file (docs/decisions/0019). */
"use strict";

const { runPulumiProgram } = require("./lib/pulumi-program.js");

module.exports = () =>
  runPulumiProgram("index.ts", ["index.ts", "components", "config", "lib", "model"]);
