import { sentObject } from "../../remote-sent";
import { type Sent } from "../../support";

type Document = Readonly<Record<string, unknown>>;

/** A datastore `store` of `pbs01`. */
export const datastore = (document: Document = {}, host?: string): Sent =>
  sentObject({
    kind: "pbs datastore",
    identity: "datastore",
    document: { name: "store", path: "/mnt/store", ...document },
    ...(host === undefined ? {} : { host }),
  });

/** A job of it; `kind` as the product's command has it: `prune-job`. */
export const job = (kind: string, document: Document, host?: string): Sent =>
  sentObject({
    kind: `pbs ${kind}`,
    identity: "job",
    document: { store: "store", schedule: "daily", ...document },
    ...(host === undefined ? {} : { host }),
  });

/** A namespace of it. */
export const namespace = (ns: string): Sent =>
  sentObject({ kind: "pbs namespace", identity: ns, document: { store: "store", ns } });

/** The cluster's storage that leads there. */
export const storage = (props: Document = {}): Sent => ({
  type: "proxmoxve:storage/pbs:Pbs",
  name: "storage",
  props: { resourceId: "pbs", datastore: "store", ...props },
});

/** A backup job of the cluster. */
export const backup = (props: Document = {}, more: object = {}): Sent => ({
  type: "proxmoxve:backup/job:Job",
  name: "backup",
  props: { storage: "pbs", ...props },
  ...more,
});

/** The same storage, which a node is told of instead. */
export const shellStorage = (document: Document = {}): Sent =>
  sentObject({
    kind: "pve storage",
    identity: "pbs",
    host: "node01",
    document: { type: "pbs", datastore: "store", ...document },
  });

/** The same backup job, which a node is told of instead. */
export const shellBackup = (document: Document = {}): Sent =>
  sentObject({
    kind: "pve backup job",
    identity: "backup",
    host: "node01",
    document: { storage: "pbs", ...document },
  });
