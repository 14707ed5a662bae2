import { History } from "./history";
import { type PbsKeep, type PbsMark, PbsPrune } from "./pbs-prune";

/** A snapshot as it lies in a datastore. */
export interface PbsSnapshot {
  /** `a/b` lies in `a`; the empty one is the datastore's root. */
  readonly namespace: string;
  /** Type and name, such as `vm/2014`: snapshots of one group are versions of one thing. */
  readonly group: string;
  /** Milliseconds since 1970 UTC; no two of a group are the same. */
  readonly time: number;
  readonly protected?: boolean;
  readonly unfinished?: boolean;
}

/** What a prune job covers and keeps. */
export interface PbsPruneJob {
  readonly keep: PbsKeep;
  /** Default: the root. */
  readonly namespace?: string;
  /** How many namespaces deep below its own it reaches; 0: only its own. Default: all the way. */
  readonly maxDepth?: number;
  /** Time zone of the server. */
  readonly zone: string;
}

/**
 * What a prune job does to a datastore: groups are pruned each on its own, and one name in two namespaces is two
 * groups. Snapshots out of the job's reach are left out of the answer; the others come in the order given.
 *
 * Source: Proxmox Backup Server's documentation, "Prune Jobs" and "Backup Namespaces".
 */
export function pruneDatastore(
  snapshots: readonly PbsSnapshot[],
  { keep, namespace = "", maxDepth = Infinity, zone }: PbsPruneJob,
): { readonly snapshot: PbsSnapshot; readonly mark: PbsMark }[] {
  const reached = snapshots.filter((snapshot) =>
    liesBelow(namespace, snapshot.namespace, maxDepth),
  );
  const marks = new Map<PbsSnapshot, PbsMark>();
  for (const group of byGroup(reached)) markGroup(group, keep, zone, marks);
  return reached.map((snapshot) => ({ snapshot, mark: marks.get(snapshot) as PbsMark }));
}

/** Whether `namespace` is `ancestor` itself or lies below it, at most `maxDepth` levels. The empty one is the root. */
export function liesBelow(ancestor: string, namespace: string, maxDepth: number): boolean {
  const [above, path] = [levelsOf(ancestor), levelsOf(namespace)];
  return (
    above.every((part, level) => path[level] === part) && path.length - above.length <= maxDepth
  );
}

function levelsOf(namespace: string): string[] {
  return namespace.split("/").filter(Boolean);
}

function byGroup(snapshots: readonly PbsSnapshot[]): Iterable<PbsSnapshot[]> {
  const groups = new Map<string, PbsSnapshot[]>();
  for (const snapshot of snapshots) {
    const name = `${snapshot.namespace}:${snapshot.group}`;
    groups.set(name, [...(groups.get(name) ?? []), snapshot]);
  }
  return groups.values();
}

function markGroup(
  group: PbsSnapshot[],
  keep: PbsKeep,
  zone: string,
  marks: Map<PbsSnapshot, PbsMark>,
): void {
  const oldestFirst = [...group].sort((a, b) => a.time - b.time);
  const history = new History({
    backups: oldestFirst.map(({ time }) => time),
    prunes: [],
    zone,
  });
  const flagged = (flag: "protected" | "unfinished") =>
    new Set(oldestFirst.flatMap((snapshot, at) => (snapshot[flag] ? [at] : [])));
  const prune = new PbsPrune(history, keep, {
    protected: flagged("protected"),
    unfinished: flagged("unfinished"),
  });
  const held = oldestFirst.map((_, at) => at);
  prune.marks(held).forEach((mark, at) => marks.set(oldestFirst[at] as PbsSnapshot, mark));
}
