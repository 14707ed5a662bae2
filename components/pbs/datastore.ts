import type * as pulumi from "@pulumi/pulumi";
import { EstateComponent } from "../estate-component";
import { type Host } from "../remote/host";
import { PbsPruneJob } from "./prune-job";
import { type PbsRetention } from "./retention";
import { defineSection } from "./section";
import { PbsVerifyJob } from "./verify-job";

/** A datastore and the care it gets. */
export interface PbsDatastoreArgs {
  readonly host: Host;
  /** Absolute path on the server; fixed once the datastore exists. */
  readonly path: string;
  /** One line. Default: none. */
  readonly comment?: string;
  /** When garbage collection frees what pruning gave up. Calendar event, server time. */
  readonly gcSchedule: string;
  /** Verify each backup right after it was made. */
  readonly verifyNew: boolean;
  readonly prune: PbsRetention & { readonly schedule: string };
  readonly verify: { readonly schedule: string; readonly outdatedAfterDays: number };
}

/**
 * Defines a datastore with its garbage collection, prune job and verify job.
 *
 * It holds backups, so it is protected: a destroy refuses it, and when it is taken out of the program on
 * purpose its configuration goes and its data stays on the disk.
 */
export class PbsDatastore extends EstateComponent<
  Omit<PbsDatastoreArgs, "host"> & { host: string }
> {
  /** The datastore's name on the server. */
  readonly storeName: string;

  constructor(name: string, args: PbsDatastoreArgs, opts?: pulumi.ComponentResourceOptions) {
    const { host, prune, verify, ...own } = args;
    super("backup:pbs:Datastore", name, { host: host.name, ...own, prune, verify }, opts);
    this.storeName = name;

    const section = defineSection(
      this.childName("section"),
      host,
      {
        command: "datastore",
        key: "name",
        positional: ["path"],
        immutable: ["path"],
        removal: ["--destroy-data", "false", "--keep-job-configs", "true"],
      },
      name,
      {
        path: args.path,
        comment: args.comment,
        "gc-schedule": args.gcSchedule,
        "verify-new": args.verifyNew,
        "notification-mode": "notification-system",
      },
      { parent: this, protect: true },
    );

    const { schedule, ...retention } = prune;
    const after = { parent: this, dependsOn: [section] };
    new PbsPruneJob(this.childName("prune"), { host, store: name, schedule, retention }, after);
    new PbsVerifyJob(this.childName("verify"), { host, store: name, ...verify }, after);
    this.registerOutputs({ storeName: this.storeName });
  }
}
