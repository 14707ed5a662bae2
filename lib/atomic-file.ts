import { randomBytes } from "node:crypto";
import { rename, writeFile } from "node:fs/promises";

/**
 * Writes a whole file in one step: a reader sees the old content or the new one, and a writer that
 * is killed half-way leaves the old one. `mode` is that of a new file, 0644 unless given.
 */
export async function writeFileAtomically(
  file: string,
  content: string | Uint8Array,
  mode = 0o644,
): Promise<void> {
  const draft = `${file}.${randomBytes(6).toString("hex")}.tmp`;
  await writeFile(draft, content, { mode, flag: "wx" });
  await rename(draft, file);
}
