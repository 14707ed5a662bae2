import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { stripVTControlCharacters } from "node:util";

/** What a command prints of files, as an output of a few columns, and how it ends. */
export async function printedOf(
  files: Readonly<Record<string, string>>,
  run: (at: (name: string) => string) => Promise<number>,
): Promise<{ readonly code: number; readonly text: string }> {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), "told-"));
  const printed: string[] = [];
  const log = jest
    .spyOn(console, "log")
    .mockImplementation((text: string) => void printed.push(text));
  const columns = process.env["COLUMNS"];
  process.env["COLUMNS"] = "120";
  try {
    for (const [name, text] of Object.entries(files))
      fs.writeFileSync(path.join(directory, name), text);
    const code = await run((name) => path.join(directory, name));
    return { code, text: stripVTControlCharacters(printed.join("\n")) };
  } finally {
    if (columns === undefined) delete process.env["COLUMNS"];
    else process.env["COLUMNS"] = columns;
    log.mockRestore();
    fs.rmSync(directory, { recursive: true });
  }
}
