import { type ChildProcess, spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { settleUpdateLock } from "../../../commands/sandbox/update-lock";
import { sandboxLayout } from "../../../sandbox/layout";
import { Scratch } from "../../../sandbox/test/toolchain/scratch";
import { until } from "../../support/until";

let scratch: Scratch;
const running: ChildProcess[] = [];
const said: string[] = [];

beforeEach(() => {
  scratch = new Scratch();
  said.length = 0;
});
afterEach(() => {
  for (const child of running.splice(0)) child.kill("SIGKILL");
  scratch.remove();
});

const locks = () => scratch.directory("sandbox/pulumi/.pulumi/locks/organization/backup/sandbox");

/** A lock file as the engine writes it. */
function lock(content: object | string, name = "0b9a.json"): string {
  const file = path.join(locks(), name);
  fs.writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  return file;
}

/** A CLI that notes what it is asked, and on `cancel` removes every lock, as the real one does. */
function settle(): Promise<void> {
  scratch.script("bin/pulumi", `echo "$*" >> "$RECORD"; rm -f ${locks()}/*`);
  return settleUpdateLock("sandbox", sandboxLayout(scratch.path("sandbox")), scratch.env, (text) =>
    said.push(text),
  );
}

const cancelled = ["--non-interactive cancel --yes --stack sandbox"];

/** A process that calls itself pulumi, until a file says that its update is over. */
function update(): ChildProcess {
  const cli = scratch.script(
    "other/pulumi",
    `until [ -e ${scratch.path("over")} ]; do sleep 0.02; done`,
  );
  const child = spawn(cli, { stdio: "ignore" });
  running.push(child);
  return child;
}

describe("the lock of an update", () => {
  it("is nothing to do where there is none", async () => {
    await settle();
    expect(scratch.recorded()).toEqual([]);
  });

  it("is waited for as long as its update runs, and the process is named", async () => {
    const { pid } = update();
    await until(() => fs.readFileSync(`/proc/${pid}/comm`, "utf8") === "pulumi\n");
    const file = lock({ pid });
    const settled = settle();
    await until(() => said.length > 1);
    fs.rmSync(file);
    await settled;

    expect(said[0]).toBe(`waiting for process ${pid}, which is updating the stack`);
    expect(scratch.recorded()).toEqual([]);
  });

  it.each([
    ["was killed", { pid: 2 ** 22 + 1 }],
    ["was killed, and whose number another program has got since", { pid: process.pid }],
    ["was killed while it wrote it", '{"pid": 12'],
  ])("is released if its update %s", async (_, content) => {
    lock(content);
    await settle();

    expect(scratch.recorded()).toEqual(cancelled);
    expect(said).toEqual(["releasing the lock of an update that was killed"]);
  });

  it("is not what the engine's storage keeps beside it", async () => {
    lock("{}", "0b9a.json.attrs");
    await settle();
    expect(scratch.recorded()).toEqual([]);
  });

  it("is also what a killed writer left, which the engine would stumble over", async () => {
    lock("", "fileblob1234");
    await settle();
    expect(scratch.recorded()).toEqual(cancelled);
  });
});
