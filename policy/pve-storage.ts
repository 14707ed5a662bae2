import { named } from "./named";
import { type RemoteObject } from "./remote-object";
import { type ResourceOf } from "./resource";
import { pveTypes } from "./resource-types";
import { type Stack } from "./stack";
import { textIn } from "./text-in";

/** A storage of Proxmox VE on a Proxmox Backup Server: the provider made it, or a node was told of it. */
export interface PbsStorage {
  readonly datastore: string;
  /** Empty for the root. */
  readonly namespace: string;
  readonly by: ResourceOf<(typeof pveTypes.pbsStorage)[number]> | RemoteObject;
}

/** What a backup job is told, in the provider's words or in those of a node. */
export type JobWords = Readonly<Record<string, unknown>>;

/**
 * Every such storage of the stack, whoever it is told to. A datastore is known by its name alone, for nodes reach its
 * server by another address than the program.
 */
export function pbsStorages(stack: Stack): PbsStorage[] {
  const made = stack.ofType(pveTypes.pbsStorage).map((by) => ({
    ...{ datastore: by.props.datastore ?? "", namespace: by.props.namespace ?? "", by },
  }));
  const told = stack.remoteObjects("pve storage").map((by) => ({
    ...{ datastore: textIn(by.document, "datastore"), namespace: textIn(by.document, "namespace") },
    by,
  }));
  return [...made, ...told];
}

/** The backup jobs of the stack that write to one of the storages. @throws UnknownIn */
export function jobsOnto(storages: readonly PbsStorage[], stack: Stack): JobWords[] {
  const made = storages.flatMap(({ by }) =>
    "props" in by
      ? [
          ...stack.about(by, "storage", pveTypes.job),
          // By its id, or by what that is made of where it is not known yet.
          ...stack.alike(by, "resourceId", pveTypes.job, "storage"),
        ]
      : stack.about(named(by.identity), "storage", pveTypes.job),
  );
  const told = jobDocuments(stack).filter(({ storage }) =>
    storages.some(({ by }) => storage === ("props" in by ? by.props.resourceId : by.identity)),
  );
  return [...new Set(made)].map(({ props }): JobWords => props).concat(told);
}

/** All backup jobs of the stack. */
export function backupJobs(stack: Stack): JobWords[] {
  return [
    ...stack.ofType(pveTypes.job).map(({ props }): JobWords => props),
    ...jobDocuments(stack),
  ];
}

const jobDocuments = (stack: Stack) =>
  stack.remoteObjects("pve backup job").map(({ document }): JobWords => document);
