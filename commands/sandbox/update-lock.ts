import * as fs from "node:fs";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type SandboxLayout } from "../../sandbox/layout";
import { runPulumi } from "../stack/pulumi";
import { isPulumi } from "../stack/pulumi-process";

/** How often a running update is looked at again. Milliseconds. */
const pollMilliseconds = 500;

/**
 * Waits until no update of the stack runs, and releases the lock of one that was killed.
 *
 * @param detail - told for whom is waited
 */
export async function settleUpdateLock(
  stack: string,
  layout: SandboxLayout,
  environment: NodeJS.ProcessEnv,
  detail: (text: string) => void,
): Promise<void> {
  for (;;) {
    const owners = lockOwners(stack, layout);
    const updating = owners.find(isPulumi);
    if (updating === undefined) {
      if (owners.length > 0) await release(stack, environment, detail);
      return;
    }
    detail(`waiting for process ${updating}, which is updating the stack`);
    await sleep(pollMilliseconds);
  }
}

async function release(
  stack: string,
  environment: NodeJS.ProcessEnv,
  detail: (text: string) => void,
): Promise<void> {
  detail("releasing the lock of an update that was killed");
  await runPulumi(["cancel", "--yes", "--stack", stack], environment);
}

/**
 * The process of each update that holds the stack; 0 for a file that names none. The engine keeps a JSON file for each
 * (pulumi/pulumi, pkg/backend/diy/lock.go), its storage one of attributes beside it, and takes every other file there
 * for a lock too, also what a killed writer left.
 */
function lockOwners(stack: string, layout: SandboxLayout): number[] {
  const directory = path.join(layout.pulumi, ".pulumi", "locks", "organization", "backup", stack);
  const files = fs.existsSync(directory) ? fs.readdirSync(directory) : [];
  return files
    .filter((file) => !file.endsWith(".attrs"))
    .map((file) => ownerIn(path.join(directory, file)))
    .filter((pid) => pid !== undefined);
}

function ownerIn(file: string): number | undefined {
  try {
    return (JSON.parse(fs.readFileSync(file, "utf8")) as { pid?: number }).pid ?? 0;
  } catch (error) {
    // Released since the directory was read, or cut off by a crash.
    return (error as NodeJS.ErrnoException).code === "ENOENT" ? undefined : 0;
  }
}
