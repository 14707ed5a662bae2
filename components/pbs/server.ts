import { mapRecord } from "../../model/record";
import { type Host } from "../remote/host";
import { PbsDatastore, type PbsDatastoreArgs } from "./datastore";

/** What a stack declares of a Proxmox Backup Server. */
export interface PbsServerArgs {
  readonly host: Host;
  /** SHA-256 fingerprint of its certificate. */
  readonly fingerprint: string;
  readonly datastores: Readonly<Record<string, Omit<PbsDatastoreArgs, "host">>>;
}

/** A server and what is declared on it. */
export interface PbsServer {
  readonly host: Host;
  readonly fingerprint: string;
  readonly datastores: Readonly<Record<string, PbsDatastore>>;
}

/** Defines everything on a Proxmox Backup Server. */
export function definePbsServer({ host, fingerprint, datastores }: PbsServerArgs): PbsServer {
  return {
    host,
    fingerprint,
    datastores: mapRecord(datastores, (args, name) => new PbsDatastore(name, { host, ...args })),
  };
}
