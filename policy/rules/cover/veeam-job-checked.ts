import { remoteRule } from "../../rule";

/**
 * Veeam reads a backup that it has written again in a health check alone, which a job does not have unless it is told
 * one (Veeam Backup & Replication User Guide, "Health Check for Backup Files").
 */
export const veeamJobChecked = remoteRule({
  name: "veeam-job-checked",
  description: "Veeam agent jobs have what they stored read again.",
  remediation:
    "Write `verified: true` at the place whose repository the job writes to, or give the job a health check with days.",
  sees: "resource",
  kinds: ["veeam agent job"],
  judge: ({ document }) =>
    hasDays(document["healthCheck"])
      ? []
      : [
          {
            problem:
              "healthCheck has no days, so nobody notices a backup that cannot be read before it is needed; wanted is one day of the week at least",
            fix: "give the job a health check on the days on which it ends",
          },
        ],
});

function hasDays(check: unknown): boolean {
  const { days } = (check ?? {}) as { readonly days?: unknown };
  return Array.isArray(days) && days.length > 0;
}
