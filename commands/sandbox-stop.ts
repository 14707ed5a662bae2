import { sandboxLayout } from "../sandbox/layout";
import { stopSandbox } from "../sandbox/sandbox";

/** `npm run sandbox:stop`: ends every server of the sandbox; what they keep stays for the next start. */
export async function main(): Promise<number> {
  const stopped = await stopSandbox(sandboxLayout());
  console.log(stopped ? "The sandbox is stopped." : "The sandbox was not running.");
  return 0;
}
