import { type ChildProcess, spawn, type SpawnOptions } from "node:child_process";

/** The programs and packs that this host has started and that still run. */
const running = new Set<ChildProcess>();

/** Starts node with `args`; the child dies with the host. */
export function startNode(args: readonly string[], options: SpawnOptions): ChildProcess {
  return startChild(process.execPath, args, options);
}

/** Starts `command`; the child dies with the host. */
export function startChild(
  command: string,
  args: readonly string[],
  options: SpawnOptions,
): ChildProcess {
  const child = spawn(command, args, options);
  running.add(child);
  const forget = () => running.delete(child);
  child.once("close", forget);
  child.once("error", forget);
  return child;
}

/** Kills every child that still runs. */
export function killChildren(): void {
  for (const child of running) child.kill("SIGKILL");
}
