import { type Answer, readAnswer } from "../../components/remote/answer";
import { commandLine } from "../../components/remote/command-line";
import { type RemoteAction } from "../../model/remote/envelope";
import { groupedBy } from "../../model/grouping";
import { messageOf } from "../../lib/progress/message-of";
import { type DeployedObject } from "./deployed-object";
import { type Difference, differences, withoutOpeners } from "../../components/remote/difference";
import { HostLost, RemoteSession } from "../../components/remote/session";

/** How an object is, compared with what was applied. */
type Compared =
  | { readonly kind: "same" }
  | { readonly kind: "absent" }
  | { readonly kind: "different"; readonly differences: Difference[] };

/** What was found of one object. */
export type Observation =
  | (Compared & {
      readonly object: DeployedObject;
      /** What the log-in printed beside it; mostly nothing. */
      readonly noise: string;
    })
  | {
      readonly object: DeployedObject;
      readonly kind: "unreadable";
      readonly reason: string;
      /** Its host is gone, for this reason, and nothing more was tried there. */
      readonly isHostLost: boolean;
    };

/** Does something with one object through its host's connection. */
export type HostWork<T> = (object: DeployedObject, session: RemoteSession) => Promise<T>;

/**
 * Works on objects: hosts side by side, and on each host one object after the other, because its lock lets one script
 * run at a time.
 *
 * @returns what `work` gave, in the order of the objects
 */
export async function onHosts<T>(
  objects: readonly DeployedObject[],
  work: HostWork<T>,
): Promise<T[]> {
  const results = new Map<DeployedObject, T>();
  await Promise.all(
    [...groupedBy(objects, whereOf).values()].map(async (onHost) => {
      const session = new RemoteSession(onHost[0].connection);
      for (const object of onHost) results.set(object, await work(object, session));
      await session.end();
    }),
  );
  return objects.map((object) => results.get(object) as T);
}

/** Reads one object on its host and compares it with what was applied. Never throws: not seen is a finding too. */
export async function observe(
  object: DeployedObject,
  session: RemoteSession,
): Promise<Observation> {
  try {
    const { observed, noise } = readAnswer(await runScript(object, "read", session));
    return { object, noise, ...compared(object.envelope.document, observed) };
  } catch (error) {
    const isHostLost = error instanceof HostLost;
    return { object, kind: "unreadable", reason: messageOf(error), isHostLost };
  }
}

function compared(applied: Record<string, unknown>, observed: Answer["observed"]): Compared {
  if (observed === null) return { kind: "absent" };
  const found = differences(applied, observed);
  return found.length === 0
    ? { kind: "same" }
    : { kind: "different", differences: found.map(withoutOpeners) };
}

/**
 * Has an object's own script do something on its host.
 *
 * @throws Error if the host cannot be reached or refuses
 */
export async function runScript(
  { envelope, stdin }: DeployedObject,
  action: RemoteAction,
  session: RemoteSession,
): Promise<string> {
  const result = await session.run(commandLine(envelope.platform, action), stdin);
  if (result.exitCode !== 0) {
    throw new Error(`${action} ended with ${result.exitCode}: ${result.stderr.trim()}`);
  }
  return result.stdout;
}

const whereOf = ({ connection: { user, host, port, hostKey } }: DeployedObject) =>
  `${user}@${host}:${port} ${hostKey}`;
