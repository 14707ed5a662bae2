import * as pulumi from "@pulumi/pulumi";
import { type Answer, describeNoise, readAnswer } from "./answer";
import { commandLine } from "./command-line";
import { type Envelope, type RemoteAction, sealEnvelope } from "../../model/remote/envelope";
import { type Connection, type Host } from "./host";
import { RemoteSession } from "./session";

/** What was asked of a host last: its lock lets one script run at a time, so one connection after the other will do. */
const last = new WeakMap<Host, Promise<unknown>>();

/**
 * Does something with an object from within the program, beside what the engine does.
 *
 * @param action - of those that leave the object as it is
 * @param sessionOf - one for each that is asked. Default: over SSH
 * @returns the object as it answered
 * @throws Error with what the host said, or that it gave no answer
 */
export async function inTurn(
  host: Host,
  envelope: Envelope,
  action: Extract<RemoteAction, "read" | "survey" | "claim">,
  sessionOf = overSsh,
): Promise<Answer["observed"]> {
  const connection = await valueOf(host.connection);
  const before = last.get(host) ?? Promise.resolve();
  const mine = before
    .catch(() => undefined)
    .then(() => run(sessionOf(connection), envelope, action));
  last.set(host, mine);
  const { observed, noise } = readAnswer(await mine);
  if (noise !== "") await pulumi.log.warn(describeNoise(host.name, noise));
  return observed;
}

/** The value of what is known. */
export function valueOf<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve) =>
    pulumi.output(output).apply((value) => resolve(value as unknown as T)),
  );
}

const overSsh = (connection: Connection): Pick<RemoteSession, "run" | "end"> =>
  new RemoteSession(connection);

async function run(
  session: ReturnType<typeof overSsh>,
  envelope: Envelope,
  action: RemoteAction,
): Promise<string> {
  try {
    const line = commandLine(envelope.platform, action);
    const { exitCode, stdout, stderr } = await session.run(line, sealEnvelope(envelope));
    if (exitCode !== 0) throw new Error(stderr.trim().replace(/^ERR /, ""));
    return stdout;
  } finally {
    await session.end();
  }
}
