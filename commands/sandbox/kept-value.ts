import * as fs from "node:fs";
import * as path from "node:path";
import { writeFileAtomically } from "../../lib/atomic-file";

/** A generated value that stays the same from one start to the next; only its owner can read the file. */
export async function keptValue(file: string, generate: () => string): Promise<string> {
  if (!fs.existsSync(file)) {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    await writeFileAtomically(file, generate(), 0o600);
  }
  return fs.readFileSync(file, "utf8");
}
