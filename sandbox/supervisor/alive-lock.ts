import { spawn } from "node:child_process";
import { once } from "node:events";

/** What `flock` exits with when it did not get the lock. */
const notGranted = 75;

/**
 * Whether nobody holds the lock on `file`, asked again until `waitSeconds` have passed. A missing
 * directory counts as free.
 */
export async function isUnlocked(file: string, waitSeconds = 0): Promise<boolean> {
  const wait = ["--timeout", String(waitSeconds), "--conflict-exit-code", String(notGranted)];
  const probe = spawn("flock", ["--shared", ...wait, file, "true"], { stdio: "ignore" });
  const [code] = (await once(probe, "exit")) as [number | null];
  return code !== notGranted;
}

/** The command line that runs `command` under the lock, or exits at once if another holds it. */
export function underLock(file: string, command: readonly string[]): readonly string[] {
  // The wait lets somebody who only asks whether the lock is free finish asking.
  const wait = ["--timeout", "2", "--conflict-exit-code", String(notGranted)];
  return ["flock", "--no-fork", ...wait, file, ...command];
}
