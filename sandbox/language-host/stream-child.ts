import { type ChildProcess } from "node:child_process";

/** Where the output of a child goes, piece by piece. */
export interface ChildOutput {
  readonly stdout: (chunk: Buffer) => void;
  readonly stderr: (chunk: Buffer) => void;
}

/** Forwards the child's output and resolves to its exit code; 1 if a signal ended it. */
export function streamChild(child: ChildProcess, output: ChildOutput): Promise<number> {
  child.stdout?.on("data", output.stdout);
  child.stderr?.on("data", output.stderr);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 1));
  });
}
