import { type Estate } from "../estate";
import { type Finding } from "../finding";
import { groupedBy } from "../grouping";
import { type CopyGroup } from "./copy-group";
import { backedUpTo, broughtFrom, type HeldGroup } from "./held-groups";
import { nameList } from "./name-list";
import { pathIn, pathOfSync, type PlannedSync } from "./sync-jobs";

/**
 * Sync jobs that copy groups to where a class backs the same ones up, or where another sync job copies them from
 * another class. A group of Proxmox Backup Server has one owner and one history: one of the two jobs fails, or a prune
 * job thins both as one, and nothing holds that is proved of either.
 */
export function syncMerges(
  estate: Estate,
  syncs: readonly PlannedSync[],
  groups: readonly CopyGroup[],
): Finding[] {
  return syncs.flatMap((sync, index) => {
    const { store } = sync.declared;
    const there = [
      ...backedUpTo(estate, groups, store).map((held): Other => ({
        held,
        by: `class ${held.class}`,
        isClass: true,
      })),
      ...syncs
        .slice(0, index)
        .filter(({ declared }) => declared.store === store)
        .flatMap(({ name, brings }) =>
          brings.map((held): Other => ({ held, by: `sync job ${name}`, isClass: false })),
        ),
    ];
    const met = there.flatMap((other) =>
      sharedItems(estate, sync, other).map((item) => ({ item, other })),
    );
    return [...groupedBy(met, ({ other }) => `${other.by}\n${partOf(sync, other)}`).values()].map(
      ([first, ...others]) =>
        merging(
          sync,
          first.other,
          [first, ...others].map(({ item }) => item),
        ),
    );
  });
}

/** Who else fills the datastore, and with what. */
interface Other {
  readonly held: HeldGroup;
  readonly by: string;
  readonly isClass: boolean;
}

/** Names of the items of which both put backups into one group. */
function sharedItems(estate: Estate, { declared, brings }: PlannedSync, other: Other): string[] {
  const { held, isClass } = other;
  if (declared.remote !== undefined) {
    // Nobody knows what another server holds: whatever the job lets through may be among it.
    const asIfThere = broughtFrom(estate, { ...declared, remoteNs: declared.ns }, [held]);
    return asIfThere.flatMap(({ items }) => items.map(({ name }) => name));
  }
  // What two sync jobs copy of one class is the same twice.
  const landing = brings.filter(
    (own) => own.namespace === held.namespace && (isClass || own.class !== held.class),
  );
  const names = new Set(landing.flatMap(({ items }) => items.map(({ name }) => name)));
  return held.items.map(({ name }) => name).filter((name) => names.has(name));
}

function partOf({ declared }: PlannedSync, { held }: Other): string {
  return pathIn(declared.store, held.namespace);
}

function merging(sync: PlannedSync, other: Other, items: readonly string[]): Finding {
  const { name, declared } = sync;
  const part = partOf(sync, other);
  const copies = declared.remote === undefined ? "copies" : `may copy from ${declared.remote}`;
  return {
    severity: "error",
    path: pathOfSync(name, declared),
    message:
      `${name} ${copies} groups into ${part} that ${other.by} keeps there as well: ${nameList([...new Set(items)].sort())}. ` +
      "A group has one owner and one history, so one of the two fails, or both are thinned as one and neither keeps " +
      "what is proved of it",
    got: part,
    allowed: "a datastore and namespace where nothing else keeps these groups",
    fix: `give ${name} a namespace of its own (ns), or leave these groups out with a groupFilter`,
  };
}
