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
const together = (shown: string, held: string) => {
  [written, cleared] = ["", 0];
  return sideBySide({
    shown: running(shown),
    held: running(held),
    write: (text) => (written += text.toString()),
    clear: async () => (cleared += 1),
  });
};

/** Shell that waits for a file. */
const waitFor = (file: string) => `until [ -e ${file} ]; do sleep 0.02; done`;

it.each([
  ["both pass", "exit 0", "exit 0", 0],
  ["the shown one fails", "exit 3", "exit 0", 3],
  ["the held one fails", "exit 0", "exit 1", 1],
  ["one is killed", "exit 0", "kill -KILL $$", 1],
])("the exit code is the worse one: %s", async (_, shown, held, code) => {
  expect(await together(shown, held)).toBe(code);
  expect(cleared).toBe(0);
});

it("both run at once", async () => {
  const meeting = (mine: string, other: string) => `touch ${mine}; ${waitFor(other)}`;
  expect(await together(meeting("a", "b"), meeting("b", "a"))).toBe(0);
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

it.each(["SIGINT", "SIGTERM"] as const)(
  "%s ends both, clears away what they left, and says that they were ended",
  async (signal) => {
    const program = `
      require("./commands/typescript.js").registerTypeScript(process.cwd());
      const { sideBySide } = require("./commands/test/side-by-side");
      const { show } = require("./commands/support/child");
      const run = (name) => ({ onStart }) =>
        show("sh", ["-c", "touch " + name + "; exec sleep 600"], { cwd: process.env.AT, stdio: "ignore" }, onStart);
      const clear = async () => console.log("cleared");
      sideBySide({ shown: run("one-${signal}"), held: run("two-${signal}"), write: () => {}, clear }).then((code) => {
        console.log(code);
      });`;
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
  },
);

it("what is cleared away is the sandbox of the engine's tests", () => {
  expect(new TestSandbox("engine").layout.root).toBe(engineSandboxRoot);
});
