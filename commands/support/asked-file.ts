import * as fs from "node:fs";

/**
 * Writes a file where somebody asked for it, over what is there.
 *
 * @throws Error in one line if it cannot be written
 */
export function writeAskedFile(file: string, text: string): void {
  try {
    fs.writeFileSync(file, text);
  } catch (error) {
    throw new Error(`${file} cannot be written: ${(error as Error).message}`, { cause: error });
  }
}
