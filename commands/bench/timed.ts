import { spawn } from "node:child_process";
import { once } from "node:events";
import * as fs from "node:fs";
import * as path from "node:path";
import { projectRoot } from "../../lib/project-root";
import { type Sample } from "./figures";

/** Something to be run and measured. */
export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
  /** Default: the project. */
  readonly directory?: string;
  /** Exit codes that are no failure. Default: 0. */
  readonly fine?: readonly number[];
}

/** Milliseconds between two looks at the memory of what runs. */
const lookEvery = 200;

/**
 * Runs a command and measures it.
 *
 * @throws Error with what it printed if it fails: then nothing was measured
 */
export async function timed(command: Command): Promise<Pick<Sample, "seconds" | "peakMemoryMB">> {
  const { program, args, environment, directory = projectRoot, fine = [0] } = command;
  const started = process.hrtime.bigint();
  const child = spawn(program, args, {
    cwd: directory,
    env: environment,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [output, peak] = ["", 0];
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const looks = setInterval(() => (peak = Math.max(peak, residentMB(child.pid))), lookEvery);
  const [code] = (await once(child, "close").finally(() => clearInterval(looks))) as [
    number | null,
  ];
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  if (code === null || !fine.includes(code))
    throw new Error(`${[program, ...args].join(" ")} ended with ${String(code)}:\n${output}`);
  return { seconds, peakMemoryMB: peak };
}

/** Bytes of a page. Source: proc_pid_statm(5) counts in pages, of 4 KiB on x86-64 and most of arm64. */
const page = 4096;

/** Megabytes that a process and all below it have resident; one that ends meanwhile has none. */
function residentMB(root: number | undefined): number {
  const processes = fs.readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  const parents = new Map(processes.map((pid) => [Number(pid), parentOf(pid)]));
  const isBelow = (pid: number | undefined): boolean =>
    pid !== undefined && (pid === root || isBelow(parents.get(pid)));
  const own = processes.filter((pid) => isBelow(Number(pid)));
  return own.reduce((sum, pid) => sum + residentPages(pid) * page, 0) / 1e6;
}

function parentOf(pid: string): number | undefined {
  const fields = contentOf(pid, "stat")?.split(") ").at(-1)?.split(" ");
  return fields === undefined ? undefined : Number(fields[1]);
}

function residentPages(pid: string): number {
  return Number(contentOf(pid, "statm")?.split(" ")[1] ?? 0);
}

function contentOf(pid: string, file: string): string | undefined {
  try {
    return fs.readFileSync(path.join("/proc", pid, file), "utf8");
  } catch {
    return undefined;
  }
}
