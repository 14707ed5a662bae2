import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { isUnlocked, underLock } from "../../supervisor/alive-lock";

const directory = mkdtempSync(path.join(os.tmpdir(), "alive-lock-"));
afterAll(() => rmSync(directory, { recursive: true }));

function hold(file: string, script: string) {
  const [command = "", ...args] = underLock(file, ["sh", "-c", script]);
  return spawn(command, args, { stdio: ["pipe", "pipe", "ignore"] });
}

it("is held as long as the process lives, and free once it is killed", async () => {
  const file = path.join(directory, "lock");
  const holder = hold(file, "echo held; exec cat");
  await once(holder.stdout, "data");
  expect(await isUnlocked(file)).toBe(false);
  holder.kill("SIGKILL");
  expect(await isUnlocked(file, 5)).toBe(true);
});

it("is not given to a second process", async () => {
  const file = path.join(directory, "second");
  const holder = hold(file, "echo held; exec cat");
  await once(holder.stdout, "data");
  const second = hold(file, "exit 0");
  expect(await once(second, "exit")).toEqual([75, null]);
  holder.stdin.end();
  await once(holder, "exit");
});
