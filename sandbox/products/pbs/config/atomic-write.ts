import * as fs from "node:fs";
import * as path from "node:path";

import { isOn } from "../faults";

/** Permissions of configuration the `backup` group may read. */
export const configMode = 0o640;

/** Permissions of what only root may read. */
export const secretMode = 0o600;

/**
 * Replaces a file in one step, so that a reader sees the old or the new text, never a part.
 *
 * @throws Error with the product's text where the disk is full
 */
export function writeAtomically(file: string, content: string | Buffer, mode = configMode): void {
  if (isOn("full")) throw new Error("write failed: No space left on device (os error 28)");
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const unfinished = `${file}.tmp_${process.pid}`;
  fs.writeFileSync(unfinished, content, { mode });
  fs.renameSync(unfinished, file);
}

/** A file's text, or `absent` if there is no such file. */
export function readOptional(file: string, absent = ""): string {
  try {
    return fs.readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return absent;
    throw error;
  }
}
