import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { engineSandboxRoot } from "../../../commands/test/engine-sandbox";
import { type JestRun } from "../../../commands/test/jest-project";
import { interrupted, sideBySide } from "../../../commands/test/side-by-side";
import { show } from "../../../commands/support/child";
import { projectRoot } from "../../../lib/project-root";
import { TestSandbox } from "../../engine/support/sandbox";
import { until } from "../../support/until";

const directory = fs.mkdtempSync(path.join(os.tmpdir(), "side-by-side-"));
afterAll(() => fs.rmSync(directory, { recursive: true }));
const at = (name: string) => path.join(directory, name);

/** A run of tests that says and does what a shell is told to, where jest would be. */
const running =
  (script: string) =>
  ({ isPiped, onStart }: Partial<JestRun>) =>
    show(
      "sh",
      ["-c", script],
      {
        ...{ cwd: directory, buffer: false },
        stdio: ["ignore", "ignore", isPiped === true ? "pipe" : "ignore"],
      },
      onStart,
    );

let written = "";
let cleared = 0;
const together = (...scripts: readonly string[]) => inLanes(2, ...scripts);
const inLanes = (lanes: number, ...scripts: readonly string[]) => {
  [written, cleared] = ["", 0];
  return sideBySide({
    runs: scripts.map(running),
    lanes,
    write: (text) => (written += text.toString()),
    clear: async () => (cleared += 1),
  });
};

/** Shell that waits for a file. */
const waitFor = (file: string) => `until [ -e ${file} ]; do sleep 0.02; done`;

it.each([
  ["all pass", ["exit 0", "exit 0", "exit 0"], 0],
  ["the first one fails", ["exit 3", "exit 0"], 3],
  ["the second one fails", ["exit 0", "exit 1"], 1],
  ["the last one fails", ["exit 0", "exit 0", "exit 2"], 2],
  ["one is killed", ["exit 0", "kill -KILL $$"], 1],
])("the exit code is the worst one: %s", async (_, scripts, code) => {
  expect(await together(...scripts)).toBe(code);
  expect(cleared).toBe(0);
});

it("two run at once", async () => {
  const meeting = (mine: string, other: string) => `touch ${mine}; ${waitFor(other)}`;
  expect(await together(meeting("a", "b"), meeting("b", "a"))).toBe(0);
});

it("each lane takes what is left, whichever is free, and no more run at once than there are lanes", async () => {
  const alone = "mkdir lane || exit 1; sleep 0.05; rmdir lane";
  const all = [`${waitFor("3")}`, alone, `${alone}; touch 2`, `${alone}; touch 3`];
  expect(await together(...all)).toBe(0);
  expect(fs.existsSync(at("2"))).toBe(true);
});

it("the held report is shown whole when the other one has ended, and from then on as it comes", async () => {
  const done = together(
    waitFor("end"),
    `echo early >&2; touch said; ${waitFor("late")}; echo late >&2`,
  );
  await until(() => fs.existsSync(at("said")));
  expect(written).toBe("");
  fs.writeFileSync(at("end"), "");
  await until(() => written === "early\n");
  fs.writeFileSync(at("late"), "");
  expect(await done).toBe(0);
  expect(written).toBe("early\nlate\n");
});

it("reports follow one another in the order in which their runs began, those of ended runs too", async () => {
  const done = inLanes(
    3,
    waitFor("one"),
    `echo second >&2; ${waitFor("two")}`,
    "echo third >&2",
    "echo fourth >&2; touch four",
  );
  await until(() => fs.existsSync(at("four")));
  expect(written).toBe("");
  fs.writeFileSync(at("one"), "");
  await until(() => written === "second\n");
  fs.writeFileSync(at("two"), "");
  expect(await done).toBe(0);
  expect(written).toBe("second\nthird\nfourth\n");
});

it("fails as a run that could not be started, when the others have ended", async () => {
  const broken = () => Promise.reject(new Error("there is no such program"));
  const runs = [broken, running("touch other")];
  const both = sideBySide({ runs, lanes: 2, write: () => {}, clear: async () => {} });
  await expect(both).rejects.toThrow("there is no such program");
  expect(fs.existsSync(at("other"))).toBe(true);
});

it.each(["SIGINT", "SIGTERM"] as const)(
  "%s ends both, begins no other, clears away what they left, and says that they were ended",
  async (signal) => {
    const program = `
      require("./commands/typescript.js").registerTypeScript(process.cwd());
      const { sideBySide } = require("./commands/test/side-by-side");
      const { show } = require("./commands/support/child");
      const run = (name) => ({ onStart }) =>
        show("sh", ["-c", "touch " + name + "; exec sleep 600"], { cwd: process.env.AT, stdio: "ignore" }, onStart);
      const clear = async () => console.log("cleared");
      const runs = ["one", "two", "three"].map((name) => run(name + "-${signal}"));
      sideBySide({ runs, lanes: 2, write: () => {}, clear }).then((code) => console.log(code));`;
    const child = spawn(process.execPath, ["-e", program], {
      ...{ cwd: projectRoot, env: { ...process.env, AT: directory } },
      stdio: ["ignore", "pipe", "inherit"],
    });
    let said = "";
    child.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
    const ended = new Promise((resolve) => child.once("close", resolve));
    await until(() => ["one", "two"].every((name) => fs.existsSync(at(`${name}-${signal}`))));
    child.kill(signal);
    expect(await ended).toBe(0);
    expect(said).toBe(`cleared\n${interrupted}\n`);
    expect(fs.existsSync(at(`three-${signal}`))).toBe(false);
  },
);

it("what is cleared away is the sandbox of the engine's tests", () => {
  expect(new TestSandbox("engine").layout.root).toBe(engineSandboxRoot);
});
