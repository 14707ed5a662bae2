import * as fs from "node:fs";
import * as path from "node:path";

import { underRoot } from "../config/root";
import { isOn } from "../faults";

/** Names the product itself puts into a datastore's directory. */
const ownNames = ["vm", "ct", "host", "ns", ".chunks", ".lock", ".gc-status"];

/**
 * Refuses a directory with anything in it but dot files and `lost+found`.
 *
 * @throws Error `datastore path not empty`.
 */
export function checkEmpty(directory: string): void {
  const at = underRoot(directory);
  const names = fs.statSync(at, { throwIfNoEntry: false })?.isDirectory() ? fs.readdirSync(at) : [];
  if (names.every((name) => name.startsWith(".") || name === "lost+found")) return;
  throw new Error("datastore path not empty");
}

/** Makes a datastore's directory with an empty chunk store. @throws Error if there is one. */
export function createChunkStore(
  name: string,
  directory: string,
  log: (line: string) => void,
): void {
  const at = underRoot(directory);
  const chunks = path.join(directory, ".chunks");
  attempt(`unable to create chunk store '${name}' at "${directory}"`, () =>
    fs.mkdirSync(at, { recursive: true }),
  );
  attempt(
    `unable to create chunk store '${name}' subdir "${chunks}" - unable to create directory "${chunks}"`,
    () => fs.mkdirSync(underRoot(chunks), { mode: 0o750 }),
  );
  // The product makes 65536 directories, and its lock file last.
  const first = path.join(chunks, "0000");
  if (isOn("full")) {
    throw new Error(
      `unable to create chunk store '${name}' subdir "${first}" - ENOSPC: No space left on device`,
    );
  }
  for (let percent = 1; percent < 100; percent += 1) log(`Chunkstore create: ${percent}%`);
  fs.writeFileSync(path.join(at, ".lock"), "");
}

/** Opens an existing chunk store. @throws Error if there is none, or one that was never finished. */
export function openChunkStore(directory: string): void {
  for (const name of ["", ".chunks", ".lock"]) {
    const vital = path.join(directory, name);
    attempt(`unable to open existing chunk store path "${vital}"`, () =>
      fs.statSync(underRoot(vital)),
    );
  }
}

/** Removes a datastore's content, and its directory unless something else is in it. */
export function destroyData(directory: string): void {
  const at = underRoot(directory);
  for (const name of ownNames) {
    fs.rmSync(path.join(at, name), { recursive: true, force: true });
  }
  if (fs.existsSync(at) && fs.readdirSync(at).length === 0) fs.rmdirSync(at);
}

const systemErrors: Readonly<Record<string, string>> = {
  EEXIST: "EEXIST: File exists",
  ENOENT: "ENOENT: No such file or directory",
  ENOTDIR: "ENOTDIR: Not a directory",
};

function attempt(failure: string, work: () => unknown): void {
  try {
    work();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "";
    throw new Error(`${failure} - ${systemErrors[code] ?? code}`);
  }
}
