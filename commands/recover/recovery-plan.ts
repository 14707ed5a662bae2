import { type ExistingIds, resourceKey } from "../../components/recovery";
import { isAbsence } from "../drift/absence";
import { type Unread } from "../drift/provider-drift";
import { titleOf } from "../drift/resource-name";
import { type Foreseen } from "./foreseen";
import { type Located } from "./located";

/** What an update would do with each thing that the state does not know, once what exists is taken up. */
export interface RecoveryPlan {
  /** It is there, and is taken into the state as it is. */
  readonly takenUp: readonly Located[];
  /** Taken up if it is there, and then entered once more with its secrets. */
  readonly incomplete: readonly Located[];
  /** Done once more, which makes no second one. */
  readonly again: readonly Located[];
  /** It is not there, by its provider's or its product's own word. */
  readonly made: readonly Located[];
  /** Nobody knows how to look for one of its type. */
  readonly unsought: readonly Located[];
  /** Whoever has it could not be asked. */
  readonly unread: readonly Unread[];
}

/** Has the engine preview the program with what exists taken up. */
export type Look = (existing: ExistingIds) => Promise<Pick<Foreseen, "errors">>;

/** Each preview goes on past what the ones before did not find; so many are enough for any one bad day. */
const mostPreviews = 6;

/**
 * Finds out what is there, by taking it up in previews until nothing is missed any more: whoever imports it says himself whether he can.
 *
 * @param sought - what the state does not know
 * @throws Error with what the engine said if that is of no resource that was sought
 */
export async function planRecovery(sought: readonly Located[], look: Look): Promise<RecoveryPlan> {
  const candidates = sought.filter(({ finder, id }) => isTakenUp(finder?.kind) && id !== undefined);
  const missing = new Map<Located, string | undefined>();
  for (let previews = 1; candidates.length > 0; previews += 1) {
    const left = candidates.filter((one) => !missing.has(one));
    const { errors } = await look(idsOf(left));
    const known = missing.size;
    for (const one of left) {
      const said = errors.find(({ urn }) => urn === one.resource.urn);
      if (said !== undefined) missing.set(one, reasonOf(one, said.message));
    }
    if (errors.length === 0) break;
    if (missing.size === known || previews === mostPreviews)
      throw new Error(describeErrors(errors));
  }
  const [absent, silent] = parted([...missing.keys()], (one) => missing.get(one) === undefined);
  const of = (kind: string) => sought.filter(({ finder }) => finder?.kind === kind);
  return {
    takenUp: candidates.filter((one) => !missing.has(one)),
    incomplete: of("incomplete"),
    again: of("again"),
    made: [
      ...absent,
      ...sought.filter(
        ({ finder, id, failure }) =>
          isTakenUp(finder?.kind) && id === undefined && failure === undefined,
      ),
    ],
    unsought: sought.filter(({ finder }) => finder === undefined),
    unread: [
      ...silent.map((one) => ({
        title: titleOf(one.resource.urn),
        reason: missing.get(one) ?? "",
        urns: [one.resource.urn],
      })),
      ...sought.flatMap(({ resource, failure }) =>
        failure === undefined
          ? []
          : [{ title: titleOf(resource.urn), reason: failure, urns: [resource.urn] }],
      ),
    ],
  };
}

const isTakenUp = (kind: string | undefined) => kind === "named" || kind === "asked";

/** Ids by the names that the program knows things by. */
export function idsOf(located: readonly Located[]): ExistingIds {
  return Object.fromEntries(
    located.flatMap(({ resource, id }) => (id === undefined ? [] : [[resourceKey(resource), id]])),
  );
}

/** Why a thing could not be seen; nothing if what was said means that it is not there. */
function reasonOf({ resource, id }: Located, message: string): string | undefined {
  // The engine's own words for an import that its provider does not find (pkg/resource/deploy/step.go).
  const isMissing = message.includes(`resource '${id}' does not exist`);
  return isMissing || isAbsence(resource.type, message) ? undefined : message;
}

function parted<T>(all: readonly T[], isFirst: (one: T) => boolean): [T[], T[]] {
  return [all.filter(isFirst), all.filter((one) => !isFirst(one))];
}

/** What the engine said, each once. */
export function describeErrors(errors: Foreseen["errors"]): string {
  return [...new Set(errors.map(({ message }) => message))].join("\n");
}
