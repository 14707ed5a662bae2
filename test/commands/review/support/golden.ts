import * as fs from "node:fs";
import * as path from "node:path";

const folder = path.join(__dirname, "..", "golden");

/**
 * Compares a text with the file of that name that was looked at once. `UPDATE_GOLDEN=1` in the environment writes the
 * files anew: then look at what git says of them.
 */
export function expectGolden(name: string, text: string): void {
  const file = path.join(folder, name);
  if (process.env["UPDATE_GOLDEN"] === "1") fs.writeFileSync(file, text);
  expect(text).toBe(fs.existsSync(file) ? fs.readFileSync(file, "utf8") : undefined);
}
