import { prepareSandbox, type PreparedSandbox } from "./sandbox/prepare";
import { showPulumi } from "./sandbox/pulumi";
import { sandboxStack } from "./sandbox/environment";
import { describeSandbox } from "./sandbox/summary";

/** `npm start`: the lab's estate on this machine. */
export async function main(): Promise<number> {
  const started = Date.now();
  const sandbox = await prepareSandbox();
  const code = await up(sandbox);
  if (code !== 0) return 1;
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.log(`\nThe estate is applied; this took ${seconds} s.\n`);
  console.log(describeSandbox(sandbox));
  return 0;
}

function up({ environment }: PreparedSandbox): Promise<number> {
  const update = ["up", "--yes", "--stack", sandboxStack, "--policy-pack", "policy"];
  return showPulumi([...update, "--suppress-permalink"], environment);
}
