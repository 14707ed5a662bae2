import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { ToolCache, cacheRoot } from "../../toolchain/cache";
import { until } from "../../../test/support/until";
import { Scratch } from "./scratch";

const project = path.resolve(__dirname, "../../..");

let scratch: Scratch;
let cache: ToolCache;
const ignore = () => undefined;

beforeEach(() => {
  scratch = new Scratch();
  cache = new ToolCache(cacheRoot(scratch.env));
});
afterEach(() => scratch.remove());

/** Another process that obtains "tool": it notes that it began, works until a file says `go`, and writes its text. */
function otherProcess(text: string) {
  const program = `
    const { ToolCache } = require("${project}/sandbox/toolchain/cache");
    const fs = require("node:fs");
    const install = async (directory) => {
      fs.appendFileSync("${scratch.path("record")}", "${text} began\\n");
      fs.writeFileSync(directory + "/half", "");
      while (!fs.existsSync("${scratch.path("go")}")) await new Promise((wake) => setTimeout(wake, 20));
      fs.writeFileSync(directory + "/text", "${text}");
    };
    new ToolCache("${cache.root}").obtain("tool", install, () => {});
  `;
  const child = spawn(process.execPath, ["-r", "ts-node/register/transpile-only", "-e", program], {
    cwd: project,
    stdio: "inherit",
    env: { ...process.env, TS_NODE_SWC: "true" },
  });
  return { child, ended: new Promise((resolve) => child.on("exit", resolve)) };
}

const installText = (text: string) => async (directory: string) =>
  fs.writeFileSync(path.join(directory, "text"), text);

const readText = () => fs.readFileSync(path.join(cache.directory("tool"), "text"), "utf8");

test("the cache is where the user keeps caches", () => {
  expect(cacheRoot({ HOME: "/home/me" })).toBe("/home/me/.cache/astronomy-lab-backup");
  expect(cacheRoot({ HOME: "/home/me", XDG_CACHE_HOME: "/var/c" })).toBe(
    "/var/c/astronomy-lab-backup",
  );
});

test("what is there is not installed again", async () => {
  await cache.obtain("tool", installText("first"), ignore);
  await cache.obtain("tool", installText("second"), ignore);
  expect(readText()).toBe("first");
});

test("two callers at once install once, in one process", async () => {
  let installations = 0;
  const install = async (directory: string) => {
    installations += 1;
    await installText("only")(directory);
  };
  await Promise.all([1, 2, 3].map(() => cache.obtain("tool", install, ignore)));
  expect(installations).toBe(1);
});

test("two processes at once install once, and the one that waits knows for whom", async () => {
  const other = otherProcess("other");
  await until(() => scratch.recorded().length > 0);
  const owners: string[] = [];
  await cache.obtain("tool", installText("mine"), (owner) => {
    owners.push(owner);
    scratch.write("go", "");
  });
  await other.ended;
  expect(readText()).toBe("other");
  expect(owners).toEqual([String(other.child.pid)]);
});

test("an installation killed half-way is done again from an empty directory and leaves nothing", async () => {
  const other = otherProcess("other");
  await until(() => scratch.recorded().length > 0);
  other.child.kill("SIGKILL");
  await other.ended;
  expect(fs.existsSync(cache.directory("tool"))).toBe(false);

  await cache.obtain("tool", installText("mine"), ignore);
  expect(fs.readdirSync(cache.directory("tool"))).toEqual(["text"]);
  expect(fs.readdirSync(path.join(cache.root, "partial"))).toEqual([]);
});

test("fails when the installation fails, leaves nothing, and is tried again the next time", async () => {
  const failing = async (directory: string) => {
    await installText("half")(directory);
    throw new Error("no space");
  };
  await expect(cache.obtain("tool", failing, ignore)).rejects.toThrow("no space");
  expect(fs.existsSync(cache.directory("tool"))).toBe(false);
  await cache.obtain("tool", installText("whole"), ignore);
  expect(readText()).toBe("whole");
});
