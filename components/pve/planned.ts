import { type Place } from "../../model/estate";
import { type PlannedJob } from "../../model/plan/plan";
import { entry, mapRecord } from "../../model/record";
import { type PveClusterArgs } from "./cluster";
import { type DeclaredGuest, guestFacts, type GuestFacts } from "./guest-facts";

/** What the plan has a cluster do, and what it needs to be told for that. */
export interface PlannedCluster {
  readonly places: Readonly<Record<string, Place>>;
  readonly jobs: readonly PlannedJob[];
  readonly guests: Readonly<Record<string, DeclaredGuest>>;
  /** Items that no job may take, by name. */
  readonly exemptions: Readonly<Record<string, unknown>>;
}

interface DeclaredStorage {
  /** The place it stores to. */
  readonly place: string;
}

/** A plan in the terms of a cluster: its storages by the datastore they lead to, and its backup jobs by VMIDs. */
export function plannedCluster<Storage extends DeclaredStorage>(
  plan: PlannedCluster,
  storages: Readonly<Record<string, Storage>>,
): Pick<PveClusterArgs, "jobs" | "exemptVmids" | keyof GuestFacts> & {
  storages: Record<string, Omit<Storage, "place"> & { datastore: string; namespace?: string }>;
} {
  const { places, guests, exemptions } = plan;
  const jobs = plan.jobs.filter(({ kind, engine }) => kind === "backup" && engine === "pbs");
  const storageOf = storagesByPlace(storages);
  const exemptVmids = vmidsOf(guests, Object.keys(exemptions));
  return {
    storages: mapRecord(storages, ({ place, ...declared }) => {
      const { store: datastore, namespace } = entry(places, place);
      return { ...declared, datastore, namespace };
    }),
    jobs: Object.fromEntries(
      jobs.map((job) => [
        job.id,
        {
          storage: storageOf.get(job.place) ?? "",
          schedule: job.schedule,
          guests: job.catchAll
            ? { excludedVmids: everythingElse(job, jobs, guests, exemptVmids) }
            : { vmids: vmidsOf(guests, job.items) },
        },
      ]),
    ),
    exemptVmids,
    ...guestFacts(guests, exemptions),
  };
}

/** Name of the storage that leads to each place. */
export function storagesByPlace(
  storages: Readonly<Record<string, DeclaredStorage>>,
): ReadonlyMap<string, string> {
  return new Map(Object.entries(storages).map(([name, { place }]) => [place, name]));
}

/**
 * What the job that catches all leaves out: the guests that other jobs name, wherever they run, and those that nobody
 * need protect. So one that moves to another node is not missed, and neither is a new one.
 */
function everythingElse(
  job: PlannedJob,
  jobs: readonly PlannedJob[],
  guests: PlannedCluster["guests"],
  exemptVmids: readonly number[],
): number[] {
  const named = jobs.filter(({ id }) => id !== job.id).flatMap(({ items }) => items);
  return ascending([...vmidsOf(guests, named), ...exemptVmids]);
}

function vmidsOf(guests: PlannedCluster["guests"], names: readonly string[]): number[] {
  return ascending(
    names.filter((name) => Object.hasOwn(guests, name)).map((name) => entry(guests, name).vmid),
  );
}

function ascending(vmids: readonly number[]): number[] {
  return [...new Set(vmids)].sort((a, b) => a - b);
}
