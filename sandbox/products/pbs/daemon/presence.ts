import { acquire, isHeld, type Lock } from "../config/lock";
import { isOn } from "../faults";

const runDirectory = "/run/proxmox-backup";
const lock = "proxy.lck";

/** Says to the host's commands that the daemon runs, until it is released or the process ends. */
export function announceDaemon(): Promise<Lock> {
  return acquire(lock, { directory: runDirectory });
}

/** @throws Error with the text of the product's HTTP client if no daemon runs. */
export async function reachDaemon(): Promise<void> {
  if (!isOn("down") && (await isHeld(lock, runDirectory))) return;
  throw new Error("client error (Connect)");
}
