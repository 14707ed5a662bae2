import { messageOf } from "../../lib/progress/message-of";
import { type DeployedObject } from "./deployed-object";
import { type WayBack } from "./way-back";
import { type Observation, observe, onHosts, runScript } from "./observe";

/** What became of an object that had drifted. */
export interface Repair {
  readonly object: DeployedObject;
  /** How it is now. */
  readonly now: Observation;
  /** Why it was not put back; left out where it was. */
  readonly refused?: string;
}

/**
 * Applies the documents of what has drifted once more: the same scripts, so the engine's state stays true. One that
 * is refused keeps none of the others from being put back.
 */
export async function repairAll(
  observations: readonly Observation[],
  way: WayBack,
): Promise<Repair[]> {
  const drifted = new Map(
    observations
      .filter(({ kind }) => kind === "different" || kind === "absent")
      .map((observation) => [observation.object, observation] as const),
  );
  return onHosts([...drifted.keys()], async (object, session) => {
    const observation = drifted.get(object) as Observation;
    const refused = leftToUpdates[object.envelope.kind]?.(observation, way);
    if (refused !== undefined) return { object, now: observation, refused };
    try {
      await runScript(object, "apply", session);
    } catch (error) {
      return { object, now: observation, refused: messageOf(error) };
    }
    return { object, now: await observe(object, session) };
  });
}

/** By kind: why only an update may put it back, or nothing if applying is enough. */
const leftToUpdates: Readonly<
  Record<string, (found: Observation, way: WayBack) => string | undefined>
> = {
  // The state has the old secret, and whoever logs in with the token would keep it.
  "pbs token": (found, { repair, update }) =>
    isSecretLost(found)
      ? "its secret is lost, and only an update hands another one on: raise its `generation` in backup:pbs.users, " +
        `\`${update}\`, and once more \`${repair}\` for its permissions`
      : undefined,
};

function isSecretLost(found: Observation): boolean {
  if (found.kind === "different")
    return found.differences.some(({ property }) => property === "secret");
  return found.kind === "absent";
}
