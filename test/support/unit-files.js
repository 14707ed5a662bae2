"use strict";

const fs = require("node:fs");
const path = require("node:path");

const tests = path.join(__dirname, "..");

/** What works in a file that Jest itself has loaded: snapshots, and modules that are others for one file. */
const ofItsOwn = /\bjest\.mock\(|\.toMatch(Inline)?Snapshot\(/;

/**
 * The files of pure tests below `test/`, sorted: those that run with others as one file (`together`), and those that
 * cannot (`alone`).
 */
function unitFiles() {
  const files = fs
    .readdirSync(tests, { recursive: true })
    .filter((file) => file.endsWith(".test.ts") && !file.startsWith("engine/"))
    .filter((file) => !/\.(stand-in|property|long)\.test\.ts$/.test(file))
    .sort();
  const isAlone = (file) => ofItsOwn.test(fs.readFileSync(path.join(tests, file), "utf8"));
  return { together: files.filter((file) => !isAlone(file)), alone: files.filter(isAlone) };
}

module.exports = { unitFiles };
