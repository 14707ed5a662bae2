import type * as pulumi from "@pulumi/pulumi";
import { EstateComponent } from "../estate-component";
import { type Host } from "../remote/host";
import { type PbsKeep } from "../../model/retention/pbs-prune";
import { type DatastorePart } from "./part";
import { retentionOptions } from "./retention";
import { defineSection } from "./section";

/** What to prune, when, and what is kept. */
export interface PbsPruneJobArgs {
  readonly host: Host;
  /** The one namespace that it prunes, or a datastore's root. */
  readonly part: DatastorePart;
  /** Calendar event, server time. */
  readonly schedule: string;
  /** A job that keeps nothing by name would keep everything, so something must be set. */
  readonly retention: PbsKeep;
}

/**
 * Defines a prune job: the one place where retention on Proxmox Backup Server is set. Its own properties on a
 * datastore are legacy and silently dropped. Destroying it stops pruning; backups stay.
 */
export class PbsPruneJob extends EstateComponent<{
  host: string;
  store: string;
  namespace: string | undefined;
  schedule: string;
  retention: PbsKeep;
}> {
  constructor(name: string, args: PbsPruneJobArgs, opts?: pulumi.ComponentResourceOptions) {
    const { host, part, schedule, retention } = args;
    const { storeName: store, namespace } = part;
    super(
      { type: "backup:pbs:PruneJob", onRemoval: "nothing is pruned any more; the datastore grows" },
      name,
      { host: host.name, store, namespace, schedule, retention },
      opts,
    );
    defineSection(
      this.childName("section"),
      host,
      { command: "prune-job", key: "id", immutable: ["store"] },
      this.ownName,
      // Without a depth a job prunes every namespace below its own as well, which others look after.
      { store, schedule, ns: namespace, "max-depth": 0, ...retentionOptions(retention) },
      { parent: this, dependsOn: [part] },
    );
    this.registerOutputs({});
  }
}
