import * as fs from "node:fs";
import * as path from "node:path";
import { executables } from "../../sandbox/toolchain/on-path";

const [first = "/usr/bin/jq"] = executables("jq", process.env);

/** The jq that hosts of the lab have, which `npm test` puts before the machine's own. */
export const hostJq = (): string => fs.realpathSync(first);

/** A PATH of the machine's own programs, as a host has it, but for that jq. */
export const machinePath = (): string =>
  [path.dirname(first), "/usr/sbin", "/usr/bin", "/sbin", "/bin"].join(path.delimiter);

/** Directories with a jq of PATH, each program once: the lab's hosts have another version than some machines of tests. */
export function jqDirectories(): string[] {
  const byProgram = new Map(
    executables("jq", process.env).map((file) => [fs.realpathSync(file), path.dirname(file)]),
  );
  return [...byProgram.values()];
}
