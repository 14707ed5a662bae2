import { dispatch } from "../command-line/dispatch";
import { processContext } from "../process-context";
import { debugCommands } from "./commands";

/** The executable `proxmox-backup-debug`, as far as it talks to the API. */
void dispatch("proxmox-backup-debug", debugCommands, process.argv.slice(2), processContext()).then(
  (code) => {
    process.exitCode = code;
  },
);
