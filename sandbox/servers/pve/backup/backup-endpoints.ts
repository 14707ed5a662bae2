import type { Endpoint } from "../http/endpoint";
import type { Guests } from "../state/guests";
import { backupJobCreation, backupJobId, backupJobUpdate } from "./backup-job-properties";
import type { BackupJobs } from "./backup-jobs";
import { includedVolumes, uncoveredGuests } from "./coverage";

/** `/cluster/backup` and `/cluster/backup-info`: the cluster's backup jobs and what they leave out. */
export function backupEndpoints(jobs: BackupJobs, guests: Guests): readonly Endpoint[] {
  return [
    {
      method: "GET",
      path: "/cluster/backup",
      parameters: {},
      handle: () => jobs.list(),
    },
    {
      method: "POST",
      path: "/cluster/backup",
      parameters: backupJobCreation,
      handle: (parameters) => jobs.create(parameters),
    },
    {
      method: "GET",
      path: "/cluster/backup/{id}",
      parameters: backupJobId,
      handle: ({ id }) => jobs.get(String(id)),
    },
    {
      method: "PUT",
      path: "/cluster/backup/{id}",
      parameters: backupJobUpdate,
      handle: (parameters) => jobs.update(parameters),
    },
    {
      method: "DELETE",
      path: "/cluster/backup/{id}",
      parameters: backupJobId,
      handle: ({ id }) => jobs.delete(String(id)),
    },
    {
      method: "GET",
      path: "/cluster/backup/{id}/included_volumes",
      parameters: backupJobId,
      handle: ({ id }) => includedVolumes(jobs.options(String(id)), guests.all()),
    },
    {
      method: "GET",
      path: "/cluster/backup-info",
      parameters: {},
      handle: () => [{ subdir: "not-backed-up" }],
    },
    {
      method: "GET",
      path: "/cluster/backup-info/not-backed-up",
      parameters: {},
      handle: () => uncoveredGuests(jobs.allOptions(), guests.all()),
    },
  ];
}
