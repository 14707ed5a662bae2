import { onOneHost, type RemoteObject } from "../../remote-object";
import { remoteRule } from "../../rule";

/**
 * The Community Edition covers ten machines of a server (Veeam, "Licensing Policy"). Documents name protection groups, not
 * the computers in them, so each group counts as one: there are no fewer. It is told at the jobs that are too many.
 */
export const veeamTenWorkloads = remoteRule({
  name: "veeam-ten-workloads",
  description:
    "Enabled agent jobs of a Veeam server name no more protection groups than its edition covers machines.",
  remediation:
    "Back up some of the machines by another engine or another Veeam server, or set `workloads` of this rule to what the licence covers.",
  sees: "stack",
  kinds: ["veeam agent job"],
  judge: (job, { workloads }: Record<"workloads", number>, stack) => {
    if (!isEnabled(job)) return [];
    const together = stack
      .remoteObjects("veeam agent job")
      .filter((other) => onOneHost(other, job) && isEnabled(other));
    const at = together.findIndex(({ resource }) => resource.urn === job.resource.urn);
    const before = new Set(together.slice(0, at).flatMap(groupsOf));
    const until = new Set([...before, ...groupsOf(job)]);
    if (until.size <= workloads || until.size === before.size) return [];
    return [
      {
        problem: `protectionGroups: with this job the server backs up ${until.size} machines or more; its edition covers ${workloads}`,
        fix: "take machines out of the server's jobs, or buy a licence and tell this rule how many it covers",
      },
    ];
  },
});

/** A job that is not enabled uses no licence. */
const isEnabled = ({ document }: RemoteObject) => document["enabled"] !== false;

function groupsOf({ document }: RemoteObject): string[] {
  const groups = document["protectionGroups"];
  return Array.isArray(groups) ? groups.map(String) : [];
}
