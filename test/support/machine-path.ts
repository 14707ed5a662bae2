import * as path from "node:path";
import { executables } from "../../sandbox/toolchain/on-path";

/** The jq that hosts of the lab have, which `npm test` puts before the machine's own. */
export const hostJq = (): string => executables("jq", process.env)[0] ?? "/usr/bin/jq";

/** A PATH of the machine's own programs, as a host has it, but for that jq. */
export const machinePath = (): string =>
  [path.dirname(hostJq()), "/usr/sbin", "/usr/bin", "/sbin", "/bin"].join(path.delimiter);
