import { type Estate } from "../estate";
import { rounded } from "../rounding";
import { storedGB } from "../size/stored-size";
import { entry } from "../record";
import { namesBelow, type HeldGroup } from "./held-groups";
import {
  type PlannedCopy,
  type PlannedItem,
  type PlannedJob,
  type UnprovenRetention,
} from "./plan";
import { storeLabel } from "./store-label";
import { type PlannedSync } from "./sync-jobs";

/** What takes room in a store besides the copies that are planned for it. */
export interface Brought {
  /** Copies of copies. They protect nothing: nobody asked a class for them. */
  readonly copies: readonly PlannedCopy[];
  /** Sync jobs of which nobody knows how much they bring, by the place that they fill. */
  readonly unknown: readonly { readonly place: string; readonly job: string }[];
}

/**
 * What sync jobs bring into stores that have a place. Where a prune job looks at it, it is kept as that is told;
 * elsewhere it takes at least as much as in its source, whose pruning it does not follow.
 */
export function broughtBy(
  estate: Estate,
  syncs: readonly PlannedSync[],
  copies: readonly PlannedCopy[],
  items: readonly PlannedItem[],
): Brought {
  const filling = syncs.filter(({ job }) => Object.hasOwn(estate.places, job.place));
  const itemOf = new Map(items.map((item) => [item.name, item]));
  return {
    copies: filling.flatMap((sync) =>
      sync.brings.flatMap((group) => {
        const pruned = keptWhere(estate, sync, group, copies);
        return sourceCopies(group, copies).map((copy) =>
          pruned === undefined
            ? keptForEver(sync, copy)
            : keptAlike(estate, sync, copy, pruned, itemOf.get(copy.item)),
        );
      }),
    ),
    unknown: filling.flatMap(({ declared, job }) =>
      declared.remote === undefined ? [] : [{ place: job.place, job: job.id }],
    ),
  };
}

function sourceCopies(group: HeldGroup, copies: readonly PlannedCopy[]): PlannedCopy[] {
  const names = new Set(group.items.map(({ name }) => name));
  return copies.filter(
    ({ item, class: name, engine }) => engine === "pbs" && name === group.class && names.has(item),
  );
}

/** A copy that is pruned where the group comes to lie, if any is. */
function keptWhere(
  { places }: Estate,
  { declared }: PlannedSync,
  { namespace }: HeldGroup,
  copies: readonly PlannedCopy[],
): PlannedCopy | undefined {
  return copies.find(({ place }) => {
    const { engine, namespace: own, ...at } = entry(places, place);
    return (
      engine === "pbs" &&
      storeLabel(at) === declared.store &&
      namesBelow(own, namespace)?.length === 0
    );
  });
}

function keptForEver({ job }: PlannedSync, copy: PlannedCopy): PlannedCopy {
  const retention: UnprovenRetention = {
    ...{ engine: copy.engine, wanted: copy.retention.wanted, proven: false },
    reason: "what vanishes at its source stays, and nothing prunes it",
    ...{ keepsAtLeastDays: 0, oldestAtLeastDays: 0, steadyAfterDays: null },
  };
  return { ...copy, ...putBy(job, copy), retention };
}

function keptAlike(
  { sizing }: Estate,
  { job }: PlannedSync,
  copy: PlannedCopy,
  { history, retention }: PlannedCopy,
  item: PlannedItem | undefined,
): PlannedCopy {
  const size = item ? rounded(storedGB(copy.engine, item, history, sizing), 2) : copy.storedGB;
  return { ...copy, ...putBy(job, copy), history, retention, storedGB: size };
}

/** What two jobs have made grows apart, whoever copies it on. */
function putBy({ id, place }: PlannedJob, copy: PlannedCopy) {
  return { place, job: `${id} of ${copy.job}` };
}
