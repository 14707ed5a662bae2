import { jobsOf, partName, partsOf, reaches, textOf } from "../../pbs-datastore";
import { type RemoteObject } from "../../remote-object";
import { remoteRule } from "../../rule";
import { scheduleEnd } from "../../schedule-end";
import { textIn } from "../../text-in";
import { isYes } from "../../truth";

/**
 * What prune jobs set is the only retention: a datastore's own properties for it are dropped in silence, and a cluster
 * whose token may only back up prunes nothing. Where nothing is backed up by a job of the stack there is nothing to prune.
 */
export const pbsDatastorePruned = remoteRule({
  name: "pbs-datastore-pruned",
  description:
    "Each part of a Proxmox Backup Server datastore that backups go to has a prune job that keeps some and gives up the rest.",
  remediation:
    "Add a prune job with `store`, `schedule`, the namespace as `ns`, and at least one of the `keep-` options.",
  sees: "stack",
  kinds: ["pbs datastore"],
  judge: (datastore, _numbers, stack) => {
    const jobs = jobsOf(datastore, "pbs prune-job", stack).filter(prunes);
    return partsOf(datastore, stack)
      .written.filter((part) => !jobs.some((job) => reaches(job, part)))
      .map((part) => ({
        problem: `datastore ${textOf(datastore, "name")}: no prune job is at work in ${partName(part)}, so that it keeps everything until its disk is full; wanted is an enabled one with a schedule that keeps something by name`,
        fix: "add a prune job for it",
      }));
  },
});

/** A job that keeps nothing by name keeps everything (Proxmox Backup Server documentation, "Pruning"). */
function prunes({ document }: RemoteObject): boolean {
  const keeps = Object.entries(document).filter(([key]) => key.startsWith("keep-"));
  return (
    !isYes(document["disable"]) &&
    scheduleEnd(textIn(document, "schedule")) === undefined &&
    keeps.some(([, count]) => Number(count) > 0)
  );
}
