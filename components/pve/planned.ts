import { type Estate, type Place } from "../../model/estate";
import { type ClusterInstruction } from "../../model/engines/pbs";
import { nothingLeft } from "../../model/nothing-left";
import { entry, mapRecord, optionalEntry, sortedEntries } from "../../model/record";
import { type PveClusterArgs } from "./cluster";
import { type DeclaredGuest, guestFacts, type GuestFacts } from "./guest-facts";

/** What the plan has a cluster do, and what it needs to be told for that. */
export interface PlannedCluster {
  readonly places: Readonly<Record<string, Place>>;
  readonly instructions: readonly ClusterInstruction[];
  readonly guests: Readonly<Record<string, DeclaredGuest>>;
  /** Items that no job need take, by name. What a job takes all the same stays in it. */
  readonly exemptions: Readonly<Record<string, unknown>>;
}

interface DeclaredStorage {
  /** The place it stores to. */
  readonly place: string;
}

/**
 * A plan in the terms of a cluster: its storages by the datastore they lead to, and its backup jobs by VMIDs.
 *
 * @param storages - of the cluster: jobs to other places are of other clusters
 * @param own - the guests of the cluster. Default: all
 */
export function plannedCluster<Storage extends DeclaredStorage>(
  { instructions: all, ...plan }: PlannedCluster,
  storages: Readonly<Record<string, Storage>>,
  own: PlannedCluster["guests"] = plan.guests,
): Pick<PveClusterArgs, "jobs" | "exemptVmids" | keyof GuestFacts> & {
  storages: Record<
    string,
    Omit<Storage, "place"> & { server?: string; datastore: string; namespace?: string }
  >;
} {
  const { places, guests } = plan;
  const reached = new Set(Object.values(storages).map(({ place }) => place));
  const instructions = all.filter(({ place }) => reached.has(place));
  const exemptions = exemptFromJobs({ ...plan, instructions });
  const exemptGuests = Object.keys(exemptions).filter((name) => Object.hasOwn(own, name));
  const exemptVmids = vmidsOf(guests, exemptGuests);
  return {
    storages: mapRecord(storages, ({ place, ...declared }) => {
      const { server, store: datastore, namespace } = entry(places, place);
      return { ...declared, ...(server === undefined ? {} : { server }), datastore, namespace };
    }),
    jobs: Object.fromEntries(
      instructions.map((instruction) => {
        const { job, place, schedule, items, catchAll, ...rest } = instruction;
        nothingLeft(rest);
        const selection = catchAll
          ? { excludedVmids: everythingElse(instruction, instructions, guests, exemptVmids) }
          : { vmids: vmidsOf(guests, items) };
        return [job, { storage: storageTo(place, storages), schedule, guests: selection }];
      }),
    ),
    exemptVmids,
    ...guestFacts(own, exemptions),
  };
}

/** The exemptions of what no job takes: one of a guest that has a job would leave it out of that job unseen. */
function exemptFromJobs({ exemptions, instructions }: PlannedCluster): Record<string, unknown> {
  const taken = new Set(instructions.flatMap(({ items }) => items));
  return Object.fromEntries(Object.entries(exemptions).filter(([name]) => !taken.has(name)));
}

/**
 * Name of the one storage that leads to a place.
 *
 * @throws Error if there is none or more than one: both are faults of the declaration
 */
export function storageTo(
  place: string,
  storages: Readonly<Record<string, DeclaredStorage>>,
): string {
  const [name, ...others] = Object.keys(storages)
    .filter((one) => entry(storages, one).place === place)
    .sort();
  if (name === undefined) throw new Error(`no storage of the cluster leads to ${place}`);
  if (others.length > 0)
    throw new Error(`more than one storage leads to ${place}: ${[name, ...others].join(", ")}`);
  return name;
}

/**
 * What the job that catches all leaves out: the guests that other jobs name, wherever they run, but for its own, and those
 * that nobody need protect. So one that moves to another node is not missed, and neither is a new one.
 */
function everythingElse(
  { job, items }: ClusterInstruction,
  instructions: readonly ClusterInstruction[],
  guests: PlannedCluster["guests"],
  exemptVmids: readonly number[],
): number[] {
  const named = instructions.filter((one) => one.job !== job).flatMap((one) => one.items);
  // One that has a second class is named by that job as well, and this one promises it a copy all the same.
  const others = named.filter((name) => !items.includes(name));
  return ascending([...vmidsOf(guests, others), ...exemptVmids]);
}

function vmidsOf(guests: PlannedCluster["guests"], names: readonly string[]): number[] {
  return ascending(names.map((name) => entry(guests, name).vmid));
}

function ascending(vmids: readonly number[]): number[] {
  return [...new Set(vmids)].sort((a, b) => a - b);
}

/**
 * The guests of a cluster: those on its nodes, and of those on nodes that nobody declared those that it backs up; all of
 * them where there is one cluster.
 *
 * @param storages - of the cluster
 */
export function guestsOf(
  { guests, nodes, classes }: Pick<Estate, "guests" | "nodes" | "classes">,
  cluster: string,
  storages: Readonly<Record<string, DeclaredStorage>>,
): Estate["guests"] {
  const isOneOfSeveral = Object.values(nodes).some((node) => node.cluster !== undefined);
  if (!isOneOfSeveral) return guests;
  const reached = new Set(Object.values(storages).map(({ place }) => place));
  const own = sortedEntries(guests).filter(([, { node, classes: names }]) => {
    const home = optionalEntry(nodes, node)?.cluster;
    return home === undefined
      ? names.some((name) => reached.has(entry(classes, name).place))
      : home === cluster;
  });
  return Object.fromEntries(own);
}
