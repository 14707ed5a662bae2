import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { machinePath } from "../support/machine-path";

/** How lines of a shell ended. */
export interface Said {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/**
 * Runs lines of a shell after parts of agents, as the agents have them: with what stands in for the programs that these
 * call, and none of those. `$work` is an empty directory.
 *
 * @param parts - files below `agents/`, in their order
 */
export function runParts(parts: readonly string[], lines: string): Said {
  const work = fs.mkdtempSync(path.join(os.tmpdir(), "parts-"));
  try {
    const files = parts.map((part) => path.join(__dirname, "../../agents", part));
    const script = ["set -eu", ...files.map((file) => `. '${file}'`), lines].join("\n");
    const { status, stdout, stderr } = spawnSync("/bin/sh", ["-c", script], {
      env: { PATH: machinePath(), LC_ALL: "C", TZ: "UTC", work, called: "agent", stanza: "proj" },
      encoding: "utf8",
    });
    return { code: status, out: stdout, err: stderr };
  } finally {
    fs.rmSync(work, { recursive: true });
  }
}
