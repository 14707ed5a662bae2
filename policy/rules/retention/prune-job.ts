import { liesBelow } from "../../../model/retention/pbs-prune-job";
import { type PbsKeep } from "../../../model/retention/pbs-prune";
import { type RemoteObject } from "../../remote-object";
import { type Stack } from "../../stack";
import { textIn } from "../../text-in";
import { isYes } from "../../truth";

/** A prune job as its document tells it. */
export interface PruneJob {
  readonly id: string;
  /** Machine on which the server runs, as the program reaches it. */
  readonly host: string | undefined;
  readonly store: string;
  /** The empty one is the root. */
  readonly namespace: string;
  /** How many namespaces deep below its own it reaches; left out it reaches all. */
  readonly maxDepth: number;
  readonly keep: PbsKeep;
}

/** As an envelope names it. */
export const pruneJobKind = "pbs prune-job";

/**
 * The job; `undefined` of one that removes nothing: because it is disabled, or because it says nothing of what to keep,
 * and then keeps everything (Proxmox Backup Server, `prune_job.rs`: `keep_all` where no option keeps anything).
 */
export function pruneJobOf({ document, identity, resource }: RemoteObject): PruneJob | undefined {
  const keep = keepOf(document);
  const keepsAll = Object.values(keep).every((count) => !count);
  if (isYes(document["disable"]) || keepsAll) return undefined;
  return {
    id: identity,
    host: resource.props.connection?.host,
    store: textIn(document, "store"),
    namespace: textIn(document, "ns"),
    maxDepth: Number(document["max-depth"] ?? Infinity),
    keep,
  };
}

function keepOf(document: Readonly<Record<string, unknown>>): PbsKeep {
  const count = (option: string) => Number(document[option] ?? 0);
  return {
    keepLast: count("keep-last"),
    keepHourly: count("keep-hourly"),
    keepDaily: count("keep-daily"),
    keepWeekly: count("keep-weekly"),
    keepMonthly: count("keep-monthly"),
    keepYearly: count("keep-yearly"),
  };
}

/** Every job of the stack that prunes the namespace of this one, itself included. */
export function pruningWith(job: PruneJob, stack: Stack): PruneJob[] {
  return stack
    .remoteObjects(pruneJobKind)
    .map(pruneJobOf)
    .filter((other) => other !== undefined)
    .filter(({ host, store }) => host === job.host && store === job.store)
    .filter(({ namespace, maxDepth }) => liesBelow(namespace, job.namespace, maxDepth));
}

/** Whether a job prunes the groups of a namespace. */
export function reaches({ namespace, maxDepth }: PruneJob, other: string): boolean {
  return liesBelow(namespace, other, maxDepth);
}
