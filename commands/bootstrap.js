/**
 * `node commands/bootstrap.js NAME [args]`: makes a fresh clone able to run `commands/NAME.ts`, then runs it.
 *
 * Plain JavaScript without packages, because it is what installs the packages. A command file
 * exports `main(args)`, which resolves to the process's exit code; a rejection is printed and becomes 1.
 */
"use strict";

const { spawn } = require("node:child_process");
const { createHash } = require("node:crypto");
const fs = require("node:fs");
const { enableCompileCache } = require("node:module");
const net = require("node:net");
const path = require("node:path");
const v8 = require("node:v8");
const { registerTypeScript } = require("./typescript.js");

const root = fs.realpathSync(path.resolve(__dirname, ".."));
const modules = path.join(root, "node_modules");
const stampFile = path.join(modules, ".bootstrap-stamp");

/** Part of util-linux, which every Debian has. */
const setpriv = "/usr/bin/setpriv";

const heartbeatSeconds = 20;
const shownLogLines = 20;

/** A fault the user can mend: its message is all there is to say. */
class Refusal extends Error {}

/** Errors that point at a defect of ours: the stack is what helps. */
const defects = [TypeError, ReferenceError, RangeError, SyntaxError];

function checkNode() {
  const { engines } = JSON.parse(fs.readFileSync(path.join(root, "package.json"), "utf8"));
  const oldest = engines.node.replace(">=", "");
  const [major, minor] = process.versions.node.split(".").map(Number);
  const [oldestMajor, oldestMinor] = oldest.split(".").map(Number);
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  throw new Refusal(
    `Node.js ${process.versions.node} (${process.execPath}) is too old: ` +
      `this project needs Node.js ${oldest} or later. Install one from https://nodejs.org and run the command again.`,
  );
}

/** What `node_modules` must have been installed for: this lockfile, this Node, this kind of machine. */
function wantedStamp() {
  const lockfile = fs.readFileSync(path.join(root, "package-lock.json"));
  const digest = createHash("sha256").update(lockfile).digest("hex");
  const [major] = process.versions.node.split(".");
  return `${digest} node${major} ${process.platform}-${process.arch}\n`;
}

function isInstalled() {
  return fs.existsSync(stampFile) && fs.readFileSync(stampFile, "utf8") === wantedStamp();
}

/**
 * Runs `body` while no other process installs into this checkout. The lock is an abstract socket,
 * which the kernel frees however its owner dies; where there are none, npm runs unlocked.
 */
async function withLock(body) {
  const name = `\0bootstrap-${createHash("sha256").update(root).digest("hex")}`;
  const waiters = new Set();
  const server = net.createServer((waiter) => waiters.add(waiter.on("error", () => {})));
  const failure = await new Promise((resolve) => {
    server.once("error", resolve);
    server.listen(name, () => resolve(undefined));
  });
  if (failure?.code === "EADDRINUSE") {
    await new Promise((resolve) => {
      net.connect(name).on("error", resolve).on("close", resolve).resume();
    });
    return withLock(body);
  }
  try {
    return await body();
  } finally {
    server.close();
    for (const waiter of waiters) waiter.destroy();
  }
}

/** One line that is rewritten on a terminal, and a line now and then elsewhere. */
function startProgress(title) {
  const started = Date.now();
  const seconds = () => ((Date.now() - started) / 1000).toFixed(1);
  const terminal = process.stderr.isTTY;
  const [prefix, end, period] = terminal ? ["\r\x1b[K", "", 1] : ["", "\n", heartbeatSeconds];
  const show = (mark, close) =>
    process.stderr.write(`${prefix}${mark} ${title} ${seconds()} s${close}`);
  show("…", end);
  const timer = setInterval(() => show("…", end), period * 1000);
  return (mark) => {
    clearInterval(timer);
    show(mark, "\n");
  };
}

function npmCi() {
  const npmCommand = ["npm", "ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];
  // An npm that outlives a killed parent would work against the npm of the next run.
  const guard = fs.existsSync(setpriv) ? [setpriv, "--pdeathsig", "KILL"] : [];
  const [command, ...args] = [...guard, ...npmCommand];
  return new Promise((resolve) => {
    const npm = spawn(command, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    const collect = (chunk) => (output += chunk);
    npm.stdout.on("data", collect);
    npm.stderr.on("data", collect);
    npm.on("error", (error) => resolve({ failure: error.message, output }));
    npm.on("close", (code, signal) => {
      resolve({
        failure: code === 0 ? undefined : `ended with ${signal ?? `code ${code}`}`,
        output,
      });
    });
  });
}

/** The stamp goes first and comes back last, so an interrupted installation is never taken for a whole one. */
async function install() {
  if (isInstalled()) return;
  fs.rmSync(stampFile, { force: true });
  const stamp = wantedStamp();
  const finish = startProgress("Node packages (npm ci)");
  const { failure, output } = await npmCi();
  finish(failure === undefined ? "✓" : "✗");
  if (failure !== undefined) {
    const tail = output.trimEnd().split("\n").slice(-shownLogLines).join("\n");
    throw new Refusal(
      `npm ci ${failure} in ${root}.\n${tail}\n` +
        "Check that npm is on PATH and that its registry can be reached, then run the command again.",
    );
  }
  fs.writeFileSync(stampFile, stamp);
}

function commandFile(name) {
  const file = path.join(__dirname, `${name}.ts`);
  if (/^[\w-]+$/.test(name ?? "") && fs.existsSync(file)) return file;
  const known = fs
    .readdirSync(__dirname)
    .filter((entry) => entry.endsWith(".ts"))
    .map((entry) => `  ${path.basename(entry, ".ts")}`);
  throw new Refusal(
    `${name === undefined ? "No command was named" : `There is no command "${name}"`}. ` +
      `Usage: node commands/bootstrap.js NAME [args], where NAME is one of:\n${known.join("\n")}`,
  );
}

/** Makes stack traces tell lines of TypeScript. */
let mapStacks = () => {};

/**
 * How much a function runs before V8 optimizes it, 10 to 15 times its default, by the releases of Node.js whose V8 knows the
 * flag: an unknown one is complained about. A command ends too soon to earn back what is optimized early: so the lab's
 * plan takes a quarter less of a core, and one of 1,000 guests a tenth less.
 */
const patience = {
  20: ["--interrupt-budget=1000000"],
  22: ["--invocation-count-for-turbofan=30000", "--invocation-count-for-maglev=4000"],
};

/** What spares a short command work; that there is none of it in a release makes it slower and nothing else. */
function hurry() {
  const flags = patience[process.versions.node.split(".")[0]] ?? [];
  flags.forEach((flag) => v8.setFlagsFromString(flag));
  // Node.js 22 and later keep what they have compiled.
  enableCompileCache?.(path.join(modules, ".cache", "v8"));
}

async function run(file, args) {
  hurry();
  mapStacks = registerTypeScript(root);
  const { main } = require(file);
  if (typeof main !== "function") throw new Refusal(`${file} exports no function main(args).`);
  process.exitCode = (await main(args)) ?? 0;
}

async function bootstrap([name, ...args]) {
  checkNode();
  const file = commandFile(name);
  if (!isInstalled()) await withLock(install);
  await run(file, args);
}

bootstrap(process.argv.slice(2)).catch((error) => {
  const isDefect = !(error instanceof Error) || defects.some((kind) => error instanceof kind);
  const isShownWhole = isDefect || process.env.DEBUG;
  if (isShownWhole) mapStacks();
  console.error(isShownWhole ? error : error.message);
  process.exitCode = 1;
});
