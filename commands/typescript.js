/**
 * Lets this process load the project's TypeScript, each file translated once and kept under the digest of all that its
 * translation depends on. Types are looked at by `npm run check` alone.
 */
"use strict";

const { createHash } = require("node:crypto");
const fs = require("node:fs");
const path = require("node:path");

/** As tsconfig.json has them: ES2022, and modules that Node.js loads as CommonJS. */
const options = {
  swcrc: false,
  sourceMaps: true,
  module: { type: "commonjs", ignoreDynamic: true },
  jsc: { parser: { syntax: "typescript" }, target: "es2022", keepClassNames: true },
};

/**
 * @param root - of the project: its packages have the translator and keep what it made
 * @returns what makes stack traces tell lines of TypeScript, to be called before one is looked at
 */
function registerTypeScript(root) {
  const find = (name) => require.resolve(name, { paths: [root] });
  const translator = find("@swc/core");
  const kept = path.join(root, "node_modules", ".cache", "commands");
  const sameForAll = JSON.stringify([options, versionOf(translator), process.versions.node]);
  const maps = new Map();

  require.extensions[".ts"] = (module, file) => {
    const source = fs.readFileSync(file, "utf8");
    const parts = [sameForAll, file, source].map((part) => `${part.length}:${part}`);
    const digest = createHash("sha256").update(parts.join("")).digest("hex");
    const home = path.join(kept, digest);
    const code =
      read(`${home}.js`) ??
      translated(require(translator), source, file, (code, map) => {
        // The map first: where there is code, there is its map.
        keep(`${home}.map`, map);
        keep(`${home}.js`, code);
      });
    maps.set(file, `${home}.map`);
    module._compile(code, file);
  };
  return () =>
    require(find("source-map-support")).install({
      retrieveSourceMap: (file) => {
        const map = maps.has(file) ? read(maps.get(file)) : undefined;
        return map === undefined ? null : { url: file, map };
      },
    });
}

function translated({ transformSync }, source, file, use) {
  const { code, map } = transformSync(source, { ...options, filename: file });
  use(code, map);
  return code;
}

function versionOf(translator) {
  return JSON.parse(read(path.join(path.dirname(translator), "package.json"))).version;
}

function read(file) {
  try {
    return fs.readFileSync(file, "utf8");
  } catch (error) {
    if (error.code === "ENOENT") return undefined;
    throw error;
  }
}

/** Whole or not at all, whoever else writes it. What cannot be kept is translated again the next time. */
function keep(file, text) {
  const draft = `${file}.${process.pid}`;
  try {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(draft, text);
    fs.renameSync(draft, file);
  } catch (error) {
    if (!["EACCES", "EROFS", "ENOSPC", "EDQUOT", "EPERM"].includes(error.code)) throw error;
  }
}

module.exports = { registerTypeScript };
