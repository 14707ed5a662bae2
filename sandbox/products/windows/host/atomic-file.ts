import * as fs from "node:fs";
import * as path from "node:path";

/** Replaces a file in one step; a reader sees the old or the new text, never a part. Mode 0600. */
export function writeAtomically(file: string, content: string | Buffer): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const unfinished = `${file}.${process.pid}.tmp`;
  fs.writeFileSync(unfinished, content, { mode: 0o600 });
  fs.renameSync(unfinished, file);
}

/** A JSON file's content, or `absent` if there is no such file. */
export function readJsonFile<T>(file: string, absent: T): T {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8")) as T;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return absent;
    throw new Error(`${file}: ${(error as Error).message}`, { cause: error });
  }
}
