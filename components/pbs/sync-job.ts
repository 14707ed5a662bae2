import type * as pulumi from "@pulumi/pulumi";
import { EstateComponent } from "../estate-component";
import { type Host } from "../remote/host";
import { groupFilter } from "./options";
import { type PbsRates, withRates } from "./rates";
import { defineSection } from "./section";

/** What is copied from where to where, and when. */
export interface DeclaredSyncJob extends PbsRates {
  /** Datastore of this server. */
  readonly store: string;
  /** Default: the datastore's root. */
  readonly ns?: string;
  /** Default: another datastore of this server. */
  readonly remote?: string;
  readonly remoteStore: string;
  readonly remoteNs?: string;
  /** Who owns the copies: `user@realm` or `user@realm!token`. */
  readonly owner: string;
  /** Calendar event, server time. */
  readonly schedule: string;
  /** Default: every group. */
  readonly groupFilter?: readonly string[];
  readonly verifiedOnly?: boolean;
  readonly encryptedOnly?: boolean;
  /** Namespaces below that are copied as well, 0 to 7. Default: all. */
  readonly maxDepth?: number;
  /** Newest backups of a group that are copied. Default: all. */
  readonly transferLast?: number;
  readonly resyncCorrupt?: boolean;
  /** One line. Default: none. */
  readonly comment?: string;
}

/** A sync job, and what is there before it: where it writes and reads, and what lets it. */
export interface PbsSyncJobArgs {
  readonly host: Host;
  readonly declared: DeclaredSyncJob;
  readonly uses: readonly pulumi.Resource[];
}

/**
 * Defines a job that copies backups into a datastore. What vanishes at its source stays: whoever deletes there could
 * delete everything otherwise. Destroying it stops the copying; what was copied stays.
 */
export class PbsSyncJob extends EstateComponent<{ readonly host: string } & DeclaredSyncJob> {
  constructor(name: string, args: PbsSyncJobArgs, opts?: pulumi.ComponentResourceOptions) {
    const { host, declared, uses } = args;
    super(
      {
        type: "backup:pbs:SyncJob",
        onRemoval: "nothing is pulled any more; what was pulled stays",
      },
      name,
      { host: host.name, ...declared },
      opts,
    );
    const { groupFilter: filters, ...plain } = declared;
    defineSection(
      this.childName("section"),
      host,
      { command: "sync-job", key: "id", listing: ["--sync-direction=all"] },
      this.ownName,
      {
        ...withRates(plain),
        "group-filter": filters?.map(groupFilter),
        "remove-vanished": false,
      },
      { parent: this, dependsOn: [...uses] },
    );
    this.registerOutputs({});
  }
}
