import { firstConnections } from "./first-connections";
import { shared } from "./sandbox";

/** Starts the shared sandbox the way a user does. */
export default async function setup(): Promise<void> {
  await shared.remove();
  const { code, output } = await shared.run("start");
  if (code !== 0) throw new Error(`npm start ended with ${code}:\n${output}`);
  firstConnections.keep(shared.connections());
  process.stderr.write(`${/The estate is applied.*/.exec(output)?.[0] ?? output}\n`);
}
