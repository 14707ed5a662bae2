import { remoteRule } from "../../rule";
import { schedulesFor } from "./backup-schedules";
import { type KeptMinima, shortfall } from "./kept-days";
import { pruneJobKind, pruneJobOf, pruningWith } from "./prune-job";

/**
 * What all prune jobs together leave of the backups that are made into a namespace of a datastore. It is told at the
 * job of the deepest namespace, which all that reach it reach as well.
 */
export const pbsDatastoreKeptDays = remoteRule({
  name: "pbs-datastore-kept-days",
  description:
    "All prune jobs together leave the least retention of the backups that are made into a datastore.",
  remediation:
    "Raise the keep options of the job, or give `max-depth: 0` to one that prunes the same namespace from above; disabled jobs and jobs without keep options prune nothing.",
  sees: "stack",
  kinds: [pruneJobKind],
  judge: (object, minima: KeptMinima, stack) => {
    const job = pruneJobOf(object);
    if (job === undefined) return [];
    const jobs = pruningWith(job, stack);
    const names = jobs.map(({ id }) => id).sort();
    const keeps = jobs.map(({ keep }) => keep);
    return schedulesFor(job, stack).flatMap((schedule) => {
      const short = shortfall(keeps, schedule, minima);
      if (short === undefined) return [];
      return {
        problem: `of backups made ${schedule} into ${job.store}, ${names.join(" and ")} leave too little: ${short}`,
        fix: "raise the keep options of these jobs, or keep all but one of them out of the namespace",
      };
    });
  },
});
