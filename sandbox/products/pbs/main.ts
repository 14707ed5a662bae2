import { dispatch } from "./command-line/dispatch";
import { commands } from "./commands";
import { processContext } from "./process-context";

/** The executable `proxmox-backup-manager`: a stand-in for Proxmox Backup Server's command line. */
void dispatch("proxmox-backup-manager", commands, process.argv.slice(2), processContext()).then(
  (code) => {
    process.exitCode = code;
  },
);
