/** Loaded before a program: writes the files of all modules that it has loaded to the file named in MODULES_FILE. */
"use strict";

const fs = require("node:fs");

process.once("exit", () =>
  fs.writeFileSync(process.env.MODULES_FILE, JSON.stringify(Object.keys(require.cache))),
);
