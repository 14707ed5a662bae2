import { dispatch } from "./command-line/dispatch";
import { commands } from "./commands";

/** The executable `proxmox-backup-manager`: a stand-in for Proxmox Backup Server's command line. */
void dispatch("proxmox-backup-manager", commands, process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  now: () => new Date(),
}).then((code) => {
  process.exitCode = code;
});
