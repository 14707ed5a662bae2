import type { Endpoint } from "../api/endpoint";
import type { Guests } from "../state/guests";
import { backupJobCreation, backupJobId, backupJobUpdate } from "./backup-job-properties";
import type { BackupJobs } from "./backup-jobs";
import { includedVolumes, uncoveredGuests } from "./coverage";

const mayRead = { path: "/", privilege: "Sys.Audit" } as const;
const mayChange = { path: "/", privilege: "Sys.Modify" } as const;
const locks = "jobs.cfg";

/** `/cluster/backup` and `/cluster/backup-info`: the cluster's backup jobs and what they leave out. */
export function backupEndpoints(jobs: BackupJobs, guests: Guests): readonly Endpoint[] {
  return [
    {
      method: "GET",
      path: "/cluster/backup",
      parameters: {},
      permission: mayRead,
      handle: () => jobs.list(),
    },
    {
      method: "POST",
      path: "/cluster/backup",
      parameters: backupJobCreation,
      permission: mayChange,
      locks,
      handle: (parameters, caller) => jobs.create(parameters, caller),
    },
    {
      method: "GET",
      path: "/cluster/backup/{id}",
      parameters: backupJobId,
      permission: mayRead,
      handle: ({ id }) => jobs.get(String(id)),
    },
    {
      method: "PUT",
      path: "/cluster/backup/{id}",
      parameters: backupJobUpdate,
      permission: mayChange,
      locks,
      handle: (parameters, caller) => jobs.update(parameters, caller),
    },
    {
      method: "DELETE",
      path: "/cluster/backup/{id}",
      parameters: backupJobId,
      permission: mayChange,
      locks,
      handle: ({ id }) => jobs.delete(String(id)),
    },
    {
      method: "GET",
      path: "/cluster/backup/{id}/included_volumes",
      parameters: backupJobId,
      permission: mayRead,
      handle: ({ id }, caller) =>
        includedVolumes(jobs.options(String(id)), guests, (vmid) =>
          caller.may(`/vms/${vmid}`, "VM.Audit"),
        ),
    },
    {
      method: "GET",
      path: "/cluster/backup-info/not-backed-up",
      parameters: {},
      permission: mayRead,
      handle: (_parameters, caller) =>
        uncoveredGuests(jobs.allOptions(), guests, ({ vmid }) =>
          caller.may(`/vms/${vmid}`, "VM.Audit"),
        ),
    },
  ];
}
