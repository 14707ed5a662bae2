import { type CommandGroup } from "../command-line/command";
import { helpCommand } from "../command-line/help";
import { apiCommands } from "./api-commands";

/** The commands of `proxmox-backup-debug`; `inspect`, `diff` and `recover` are not needed here. */
export const debugCommands: CommandGroup = {
  commands: { api: apiCommands, help: helpCommand(() => debugCommands) },
};
