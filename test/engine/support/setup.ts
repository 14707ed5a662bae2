import { removeSandbox, run } from "./sandbox";

/** Starts the sandbox the way a user does, once for all of the engine's tests. */
export default async function setup(): Promise<void> {
  await removeSandbox();
  const { code, output } = await run("start");
  if (code !== 0) throw new Error(`npm start ended with ${code}:\n${output}`);
  process.stderr.write(`${output.split("\n").slice(-20).join("\n")}\n`);
}
