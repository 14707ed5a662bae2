/** What Pulumi runs as the policy pack: `index.ts` and what it imports, as one file (docs/decisions/0019). */
"use strict";

const path = require("node:path");
const { runBundle } = require("../lib/bundle.js");

module.exports = () =>
  runBundle({
    root: path.resolve(__dirname, ".."),
    entry: "policy/index.ts",
    sources: ["policy", "model"],
  });
