import * as fs from "node:fs";
import * as path from "node:path";

import { underRoot } from "./config/root";

/** Where a test switches faults on: an empty file of the fault's name. */
export const faultDirectory = "/run/proxmox-backup/faults";

/**
 * What can be wrong with a server: `busy`, somebody holds its configuration's locks; `down`, its
 * daemons do not run; `full`, its disks have no room for another chunk or file.
 */
export type Fault = "busy" | "down" | "full";

/** Whether a test has switched the fault on. */
export function isOn(fault: Fault): boolean {
  return fs.existsSync(underRoot(path.join(faultDirectory, fault)));
}
