import { remoteRule } from "../../rule";
import { textIn } from "../../text-in";

/**
 * Veeam keeps restore points of at least so many days, or so many points: a number of points is any number of days, as
 * runs fail or somebody starts more of them. Days keep no less than they say (Veeam Backup & Replication User Guide,
 * "Short-Term Retention Policy"). Left out, it is Veeam's to say.
 */
export const veeamJobKeptDays = remoteRule({
  name: "veeam-job-kept-days",
  description: "Veeam agent jobs keep restore points by days, for the least retention.",
  remediation: "Set the job's retention to `RestoreDays`, with the days of the least retention.",
  sees: "resource",
  kinds: ["veeam agent job"],
  judge: ({ document }, { minimumDays }: Record<"minimumDays", number>) => {
    const retention = (document["retention"] ?? {}) as Readonly<Record<string, unknown>>;
    const [type, keep] = [textIn(retention, "type"), Number(retention["keep"] ?? 0)];
    if (type === "RestoreDays" && keep >= minimumDays) return [];
    return [
      {
        problem: `retention is ${type || "by nothing"}, ${keep}; wanted are RestoreDays, ${minimumDays} or more`,
        fix: `set retention.type to RestoreDays and retention.keep to ${minimumDays} or more`,
      },
    ];
  },
});
