import { dispatch } from "../command-line/dispatch";
import { processContext } from "../process-context";
import { clientCommands } from "./commands";

/** The executable `proxmox-backup-client`: a stand-in that keeps real data on the stand-in server. */
const commands = clientCommands({ environment: process.env, output: process.stdout });
void dispatch("proxmox-backup-client", commands, process.argv.slice(2), processContext()).then(
  (code) => {
    process.exitCode = code;
  },
);
