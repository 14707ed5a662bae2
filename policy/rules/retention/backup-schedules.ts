import { named } from "../../named";
import { type RemoteObject } from "../../remote-object";
import { type Resource, type ResourceOf } from "../../resource";
import { pveTypes } from "../../resource-types";
import { type Stack } from "../../stack";
import { textIn } from "../../text-in";
import { usualSchedules } from "./kept-days";
import { type PruneJob, reaches } from "./prune-job";

/**
 * The schedules of the backups that a prune job looks after: those of Proxmox VE's jobs that write where it prunes. Where
 * none does, because what lies there was brought or others make it, those of all the stack's jobs; without any, the
 * usual ones. A datastore is known by its name alone, for nodes reach its server by another address than the program.
 */
export function schedulesFor(job: PruneJob, stack: Stack): readonly string[] {
  const storages = storagesOf(job, stack);
  const candidates = [
    scheduled(
      storages.flatMap((storage) => stack.about(storage, "storage", pveTypes.job)),
      jobDocuments(stack).filter(({ document }) =>
        storages.some(({ name }) => name === document["storage"]),
      ),
    ),
    scheduled(stack.ofType(pveTypes.job), jobDocuments(stack)),
    usualSchedules,
  ];
  return candidates.find(({ length }) => length > 0) ?? [];
}

function scheduled(
  jobs: readonly ResourceOf<(typeof pveTypes.job)[number]>[],
  documents: readonly RemoteObject[],
): string[] {
  const all: unknown[] = [
    ...jobs.map(({ props }) => props.schedule),
    ...documents.map(({ document }) => document["schedule"]),
  ];
  return [...new Set(all)].filter((one) => typeof one === "string").sort();
}

const jobDocuments = (stack: Stack) => stack.remoteObjects("pve backup job");

/** Storages of Proxmox VE that lead to the groups of a prune job: by their ids, and as what makes them. */
function storagesOf(job: PruneJob, stack: Stack): Resource[] {
  const leads = (store: string | undefined, namespace = "") =>
    store === job.store && reaches(job, namespace);
  const made = stack
    .ofType(pveTypes.pbsStorage)
    .filter(({ props }) => leads(props.datastore, props.namespace));
  const told = stack
    .remoteObjects("pve storage")
    .filter(({ document }) => leads(textIn(document, "datastore"), textIn(document, "namespace")));
  return [
    ...made,
    ...made.map(({ props }) => named(props.resourceId ?? "")),
    ...told.map(({ identity }) => named(identity)),
  ];
}
