import * as fs from "node:fs";
import * as path from "node:path";

/** How often somebody has logged in to the sandbox's hosts over SSH, by their own logs. */
export function logInsOn(logs: string): number {
  const files = fs.readdirSync(logs).filter((name) => name.startsWith("host-"));
  const texts = files.map((name) => fs.readFileSync(path.join(logs, name), "utf8"));
  return texts.join("").match(/^Accepted publickey /gm)?.length ?? 0;
}
