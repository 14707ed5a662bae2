import * as fs from "node:fs";
import * as path from "node:path";

const folder = path.join(__dirname, "..", "..", "agents", "offsite-export-windows");

/** Settings come first, what is run comes last; the source is what is exported. */
const parts = [
  "settings",
  "programs",
  "window",
  "store",
  "repository",
  "source-veeam",
  "export",
  "round",
  "metrics",
  "status",
  "restore",
  "restore-files",
  "main",
] as const;

/**
 * The export agent for Windows as it is installed: one file. Windows PowerShell 5.1 would read anything but ASCII in
 * it as the code page of its machine.
 *
 * @throws Error if a part holds another character
 */
export function windowsExportProgram(): string {
  const program = parts
    .map((part) => fs.readFileSync(path.join(folder, `${part}.ps1`), "utf8"))
    .join("\n");
  const [stray] = /[^\x20-\x7e\n]/.exec(program) ?? [];
  if (stray !== undefined)
    throw new Error(`the export agent for Windows holds ${JSON.stringify(stray)}`);
  return program;
}
