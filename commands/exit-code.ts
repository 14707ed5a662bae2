import { type ChildProcess } from "node:child_process";

/** The exit code of a process once it has ended; 1 if a signal ended it. Fails if it could not be started. */
export function exitCode(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve(code ?? 1));
  });
}
