import { remoteRule } from "../../rule";
import { type KeptMinima, shortfall, usualSchedules } from "./kept-days";
import { pruneJobKind, pruneJobOf } from "./prune-job";

/**
 * A prune job that keeps too little however often backups are made. Whether it keeps enough of those that the stack
 * makes, together with others, is for the rule that sees all of them.
 */
export const pbsPruneJobMinimum = remoteRule({
  name: "pbs-prune-job-minimum",
  description:
    "Prune jobs of Proxmox Backup Server keep the least retention, of daily or of weekly backups.",
  remediation:
    "Raise the job's keep options: `keep-weekly: 6` of weekly backups, or `keep-daily: 31` of daily ones, keep 30 days for certain.",
  sees: "resource",
  kinds: [pruneJobKind],
  judge: (object, minima: KeptMinima) => {
    const job = pruneJobOf(object);
    if (job === undefined) return [];
    const found = usualSchedules.map((schedule) => {
      const short = shortfall([job.keep], schedule, minima);
      return short && `of ${schedule} backups ${short}`;
    });
    if (found.some((short) => short === undefined)) return [];
    return [
      {
        problem: `prune job ${job.id} keeps too little however often backups are made: ${found.join(", and ")}`,
        fix: "raise its keep options until one of the two keeps enough, or take the job out",
      },
    ];
  },
});
