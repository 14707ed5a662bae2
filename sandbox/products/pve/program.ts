import { type CommandStreams, processStreams } from "./command-line/run";

/** A command of a node, over its `/etc/pve`. */
type Command = (
  words: readonly string[],
  state: string,
  streams: CommandStreams,
) => Promise<number>;

/** Runs a command of a node in this process, as root alone may. `PVE_STATE` names another `/etc/pve`. */
export async function runProgram(command: Command): Promise<void> {
  process.exitCode = await (process.geteuid?.() === 0
    ? command(process.argv.slice(2), process.env["PVE_STATE"] ?? "/etc/pve", processStreams)
    : refuse());
}

function refuse(): number {
  processStreams.err("please run as root\n");
  return 255;
}
