import { sandboxLayout } from "../sandbox/layout";
import { stopSandbox } from "../sandbox/sandbox";
import { commandLine, runCommand } from "./support/command-line";

const line = commandLine({
  name: "npm run sandbox:stop",
  does: "Ends every server of the sandbox. What they keep stays for the next start.",
  examples: [["npm run sandbox:stop", "npm start goes on where it was"]],
  exits: { 0: "none of them runs any more", 1: "one cannot be ended" },
});

/** `npm run sandbox:stop`: ends every server of the sandbox; what they keep stays for the next start. */
export function main(args: readonly string[]): Promise<number> {
  return runCommand(line, args, stop);
}

async function stop(): Promise<number> {
  const stopped = await stopSandbox(sandboxLayout());
  console.log(stopped ? "The sandbox is stopped." : "The sandbox was not running.");
  return 0;
}
