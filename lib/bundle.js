/**
 * Runs a TypeScript program as one file, compiled once for each change of its sources. Plain JavaScript, because Pulumi
 * loads it before anything could translate it (docs/decisions/0019).
 */
"use strict";

const { createHash } = require("node:crypto");
const fs = require("node:fs");
const Module = require("node:module");
const path = require("node:path");

/** How many bundles are kept: each branch that somebody works on has one. */
const keptBundles = 6;

/** Packages stay outside: npm looks after them, and a program must share the SDK's state with the SDK's runner. */
const options = {
  bundle: true,
  packages: "external",
  platform: "node",
  target: "node20",
  format: "cjs",
  charset: "utf8",
  sourcemap: "external",
  sourcesContent: false,
  metafile: true,
  write: false,
  logLevel: "silent",
};

/**
 * Compiles `entry` and runs it, or runs what was compiled of exactly these sources before. What it exports is the answer.
 *
 * The bundle's name is a digest of all that it is made of, so that one of other sources is never taken for it, whoever
 * builds at the same time. One that cannot be kept is built again the next time.
 *
 * @param root - the checkout; the other paths are relative to it
 * @param entry - the program's first file
 * @param sources - files and directories of everything that the program may import of this checkout
 * @param home - directory that bundles are kept in, relative to `root` or absolute
 * @throws Error with every fault that the compiler found, and if the program imports what is none of `sources`
 */
async function runBundle({
  root,
  entry,
  sources,
  home = path.join("node_modules", ".cache", "bundles"),
}) {
  const kept = path.resolve(root, home, entry.replaceAll(/\W/g, "-"));
  const { file, code, map } = await bundleOf({ root, entry, sources, kept });
  mapStacks(root, file, map);
  const program = new Module(file, module);
  program.filename = file;
  program.paths = Module._nodeModulePaths(root);
  program._compile(code, file);
  return program.exports;
}

async function bundleOf({ root, entry, sources, kept }) {
  for (;;) {
    const digest = digestOf(root, entry, sources);
    const file = path.join(kept, `${digest}.js`);
    const map = () => read(`${file}.map`);
    const code = read(file);
    if (code !== undefined) return { file, code, map };
    const built = await build(root, entry, sources);
    // Somebody saves a file meanwhile: then nobody knows which content was compiled.
    if (digestOf(root, entry, sources) !== digest) continue;
    if (keep(`${file}.map`, built.map) && keep(file, built.code)) forgetOld(kept);
    return { file, code: built.code, map: () => built.map };
  }
}

/** Over names and contents of every source, how it is compiled and by what. */
function digestOf(root, entry, sources) {
  const hash = createHash("sha256");
  const add = (text) => hash.update(`${text.length}:`).update(text);
  add(JSON.stringify([options, root, entry, process.versions.node]));
  add(fs.readFileSync(__filename));
  for (const name of ["package-lock.json", "package.json", "tsconfig.json"])
    add(fs.readFileSync(path.join(root, name)));
  for (const file of sources.flatMap((source) => filesIn(root, source))) {
    add(file);
    add(fs.readFileSync(path.join(root, file)));
  }
  return hash.digest("hex");
}

/**
 * What the compiler looks for when an import names no ending, and what it is told to read by its full name.
 * Source: esbuild's documentation, "Resolve extensions" and "Content Types".
 */
const compiled = /\.([cm]?[jt]s|[jt]sx|css|json)$/;

/** Whatever the compiler could read there, in an order that is always the same. */
function filesIn(root, source) {
  if (compiled.test(source)) return [source];
  return fs
    .readdirSync(path.join(root, source), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const name = `${source}/${entry.name}`;
      if (entry.isDirectory()) return entry.name === "node_modules" ? [] : filesIn(root, name);
      return compiled.test(name) ? [name] : [];
    });
}

async function build(root, entry, sources) {
  const esbuild = require("esbuild");
  const { outputFiles, metafile } = await compile(esbuild, root, entry).finally(esbuild.stop);
  const watched = new Set(sources.flatMap((source) => filesIn(root, source)));
  const foreign = Object.keys(metafile.inputs).filter((file) => !watched.has(file));
  if (foreign.length > 0)
    throw told(
      `${entry} imports ${foreign.join(", ")}, which is none of its sources (${sources.join(", ")}): ` +
        "a change there would not be noticed. Name it where runBundle is called",
    );
  const [map, code] = [".map", ".js"].map(
    (end) => outputFiles.find((file) => file.path.endsWith(end)).text,
  );
  return { code, map };
}

async function compile(esbuild, root, entry) {
  try {
    return await esbuild.build({
      ...options,
      absWorkingDir: root,
      entryPoints: [entry],
      // Where the sources would be, so that the map's paths begin at the checkout.
      outfile: path.join(root, "bundle.js"),
      plugins: [ownPlaces],
    });
  } catch (error) {
    if (!Array.isArray(error.errors)) throw error;
    const lines = await esbuild.formatMessages(error.errors, { kind: "error" });
    throw told(lines.map((line) => line.trim()).join("\n"));
  }
}

/** A file that looks for scripts beside itself finds them: it is told where it was, not where the bundle is. */
const ownPlaces = {
  name: "own places",
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, ({ path: file }) => {
      const source = fs.readFileSync(file, "utf8");
      const place = `const __dirname = ${JSON.stringify(path.dirname(file))};`;
      return {
        contents: /\b__dirname\b/.test(source) ? `${place} ${source}` : source,
        loader: "ts",
      };
    });
  },
};

/** An error whose message is all there is to say. */
function told(message) {
  const error = new Error(message);
  error.stack = message;
  return error;
}

/**
 * Makes stack traces tell lines of TypeScript; the map is read when the first of them is. The SDK reads the trace of an
 * error without a message for every promise and resource, which nobody sees: that has none.
 *
 * Frames of packages stay as they are. The maps of Pulumi's SDK name its files where they are not, such as
 * `node_modules/@pulumi/resource.ts`, and Node.js 20.20 looks for a second slash in it for ever when it colours an error
 * (`lib/internal/util/inspect.js`, markNodeModules): the program would hang in place of saying what is wrong with it.
 */
function mapStacks(root, file, map) {
  const ours = (asked) => (asked === file ? map() : undefined);
  const maps = require("source-map-support");
  maps.install({
    handleUncaughtExceptions: false,
    retrieveSourceMap: (asked) => {
      const found = ours(asked);
      return found === undefined ? null : { url: path.join(root, "bundle.js"), map: found };
    },
  });
  if (process.env.PULUMI_DEBUG_PROMISE_LEAKS) return;
  const told = (frame) => (frame.getFileName() === file ? maps.wrapCallSite(frame) : frame);
  Error.prepareStackTrace = (error, frames) =>
    error instanceof Error && error.message === ""
      ? error.name
      : `${error.name || "Error"}: ${error.message}${frames.map((frame) => `\n    at ${told(frame)}`).join("")}`;
}

/** What was kept as `file`, if it is there and whole: half a program would take the other half for removed. */
function read(file) {
  const content = contentOf(file);
  const text = content.slice(sealLength + 1);
  return content.slice(0, sealLength) === sealOf(text) ? text : undefined;
}

function contentOf(file) {
  try {
    return fs.readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

/** Of a SHA-256 in hexadecimal. */
const sealLength = 64;

const sealOf = (text) => createHash("sha256").update(text).digest("hex");

/** Whole or not at all, whoever else writes it; whether it could be. */
function keep(file, text) {
  const draft = `${file}.${process.pid}.draft`;
  try {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(draft, `${sealOf(text)}\n${text}`);
    fs.renameSync(draft, file);
    return true;
  } catch {
    return false;
  }
}

/** Leaves the newest bundles; what another process has removed meanwhile is gone as well. */
function forgetOld(kept) {
  const age = (file) => fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const bundles = fs
    .readdirSync(kept)
    .filter((name) => name.endsWith(".js"))
    .map((name) => path.join(kept, name));
  const old = bundles.sort((a, b) => age(b) - age(a)).slice(keptBundles);
  for (const file of old.flatMap((bundle) => [bundle, `${bundle}.map`]))
    fs.rmSync(file, { force: true });
}

module.exports = { runBundle };
