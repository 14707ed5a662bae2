import { backupJobs, type JobWords, jobsOnto, pbsStorages } from "../../pve-storage";
import { type Stack } from "../../stack";
import { usualSchedules } from "./kept-days";
import { type PruneJob, reaches } from "./prune-job";

/**
 * The schedules of the backups that a prune job looks after: those of Proxmox VE's jobs that write where it prunes. Where
 * none does, because what lies there was brought or others make it, those of all the stack's jobs; without any, the
 * usual ones.
 */
export function schedulesFor(job: PruneJob, stack: Stack): readonly string[] {
  const storages = pbsStorages(stack).filter(
    ({ datastore, namespace }) => datastore === job.store && reaches(job, namespace),
  );
  const candidates = [
    scheduled(jobsOnto(storages, stack)),
    scheduled(backupJobs(stack)),
    usualSchedules,
  ];
  return candidates.find(({ length }) => length > 0) ?? [];
}

function scheduled(jobs: readonly JobWords[]): string[] {
  const all = jobs.map(({ schedule }) => schedule);
  return [...new Set(all)].filter((one) => typeof one === "string").sort();
}
