import { remoteRule } from "../../rule";
import { isYes } from "../../truth";

/**
 * A copy that is deleted along with the original is no backup. Left out, a sync job leaves what vanished at its source
 * (Proxmox Backup Server documentation, "Managing Remotes & Sync", `remove-vanished`).
 */
export const pbsSyncKeepsVanished = remoteRule({
  name: "pbs-sync-keeps-vanished",
  description:
    "Sync jobs of Proxmox Backup Server leave the copies of what vanished at their source.",
  remediation:
    "Take `remove-vanished` out of the sync job, or set it to false, and prune the copies by a job where they are.",
  sees: "resource",
  kinds: ["pbs sync-job"],
  judge: ({ document }) =>
    isYes(document["remove-vanished"])
      ? [
          {
            problem:
              "document.remove-vanished is true, so that what is deleted at the source goes from the copy too; wanted is false",
            fix: "take remove-vanished out of the sync job, and prune its copies by a job of their own",
          },
        ]
      : [],
});
