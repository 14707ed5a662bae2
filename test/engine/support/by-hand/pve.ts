import { type HandMadeChanges } from "./change";

const host = "node01";

/** What an operator may do on the cluster. */
export const pveChanges: HandMadeChanges = {
  "proxmoxve:storage/pbs:Pbs": async ({ id }, operator) => {
    await operator.on(host, ["pvesh", "set", `/storage/${id}`, "--prune-backups", "keep-last=1"]);
    return { property: "backups.keepLast", wanted: undefined, observed: 1 };
  },
  "proxmoxve:backup/job:Job": async ({ id }, operator) => {
    await operator.on(host, ["pvesh", "set", `/cluster/backup/${id}`, "--enabled", "0"]);
    return { property: "enabled", wanted: true, observed: false };
  },
  // Nothing of it is configured: it looks at what the jobs leave out, and they are all switched off.
  "pve coverage": async () => ({
    property: "unprotected",
    wanted: [],
    observed: expect.arrayContaining([
      expect.stringMatching(/only jobs that are switched off select it/),
    ]) as unknown,
  }),
};
