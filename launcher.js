/** What Pulumi runs: `index.ts` and what it imports, as one file (docs/decisions/0019). */
"use strict";

const { runBundle } = require("./lib/bundle.js");

module.exports = () =>
  runBundle({
    root: __dirname,
    entry: "index.ts",
    sources: ["index.ts", "components", "config", "lib", "model"],
  });
