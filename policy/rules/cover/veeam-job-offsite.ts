import { configOf, whyNoneLeaves } from "../../offsite-export";
import { onOneHost, type RemoteObject } from "../../remote-object";
import { remoteRule } from "../../rule";
import { textIn } from "../../text-in";

/** A repository in a folder of the Veeam server burns with it. What takes backups out is an export on the server itself. */
export const veeamJobOffsite = remoteRule({
  name: "veeam-job-offsite",
  description: "Backups of Veeam's agent jobs are copied out of the house.",
  remediation:
    "Add an offsite export of the job on the same server, with its computers as `items` and an enabled task.",
  sees: "stack",
  kinds: ["veeam agent job"],
  judge: (job, _, stack) => {
    const name = textIn(job.document, "name") || job.identity;
    const exports = stack
      .remoteObjects("windows offsite export")
      .filter((one) => onOneHost(one, job) && takes(one, name, job.document["repository"]));
    const why = whyNoneLeaves(exports, [], stack);
    if (why === undefined) return [];
    return [
      {
        problem: `backups of the job ${name}: no offsite export of the stack takes them to another place${why}; wanted is one`,
        fix: "add an offsite export of the job, or copy its backups out by hand",
      },
    ];
  },
});

/** One without computers reads nothing, nor one that looks for them in another repository. */
function takes(one: RemoteObject, job: string, repository: unknown): boolean {
  const { source, items } = configOf(one) as {
    readonly source?: { readonly job?: unknown; readonly repository?: unknown };
    readonly items?: unknown;
  };
  const isOf = source?.job === job && source.repository === repository;
  return isOf && Array.isArray(items) && items.length > 0;
}
