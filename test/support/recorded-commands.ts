import { readFileSync } from "node:fs";
import * as path from "node:path";

/** What a command printed, and its exit code. */
export interface Answer {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command line and what the real program answered: see the fixture's README. */
export interface RecordedCommand extends Answer {
  readonly n: number;
  readonly program: "proxmox-backup-manager" | "proxmox-backup-debug api";
  readonly args: readonly string[];
}

const file = path.join(__dirname, "../fixtures/pbs-4.2.3/commands.jsonl");

/** Every command line that was recorded, in order. */
export function recordedCommands(): RecordedCommand[] {
  const lines = readFileSync(file, "utf8").trimEnd().split("\n");
  return lines.map((line) => JSON.parse(line) as RecordedCommand);
}

/** Characters after which the recording cuts off. */
const recordedUpTo = { stdout: 4000, stderr: 2000 } as const;

/** What differs from run to run, and what stands for it. */
const masks: readonly (readonly [RegExp, string])[] = [
  [/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "UUID"],
  [/UPID:[^"\s]*/g, "UPID"],
  [/"(next-run|last-run-endtime|starttime)": ?\d+/g, '"$1":0'],
  [/thread 'main' \(\d+\)/g, "thread 'main'"],
];

/** An answer as it can be compared with the recorded one: cut as that is, nothing that differs, JSON in one order. */
export function comparable({ exit, stdout, stderr }: Answer, recorded: Answer): Answer {
  const cut = (text: string, stream: "stdout" | "stderr") =>
    recorded[stream].length < recordedUpTo[stream] ? text : text.slice(0, recordedUpTo[stream]);
  return {
    exit,
    stdout: ordered(masked(cut(stdout, "stdout"))),
    stderr: masked(cut(stderr, "stderr")),
  };
}

function masked(text: string): string {
  return masks.reduce((some, [pattern, mask]) => some.replaceAll(pattern, mask), text);
}

/** JSON keeps its lines, as it is printed on one or on many, but not its order. */
function ordered(text: string): string {
  const [, prefix = "", json] = /^(Result: )?([[{].*)$/s.exec(text) ?? [];
  if (json === undefined) return text;
  try {
    const spaces = json.trimEnd().includes("\n") ? 2 : undefined;
    return `${prefix}${JSON.stringify(sorted(JSON.parse(json)), null, spaces)}\n`;
  } catch {
    return text;
  }
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => [JSON.stringify(sorted(item)), sorted(item)] as const);
    return items.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => item);
  }
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, one]) => [key, sorted(one)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
