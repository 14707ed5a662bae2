/** What stands for a node in the name of the job of guests that run on none that is declared. */
export const elsewhere = "elsewhere";

/** Name of a class's backup job; of a class whose images are read node by node, of the job of one of them. */
export function backupJobName(name: string, node?: string): string {
  return node === undefined ? name : `${name}-${node}`;
}

/** Name of the job that brings offsite what another one makes. */
export function offsiteJobName(backup: string): string {
  return `${backup}-offsite`;
}

/** What is done for a whole datastore. */
export const storeTasks = ["gc", "verify", "verify-all"] as const;

/** Name of the job that does it. */
export function storeJobName(store: string, task: (typeof storeTasks)[number]): string {
  return `${store}-${task}`;
}

/** Name of the job that prunes a place. */
export function pruneJobName(place: string): string {
  return `${place}-prune`;
}
