import type * as pulumi from "@pulumi/pulumi";
import { EstateComponent } from "../estate-component";
import { type Host } from "../remote/host";
import { defineSection } from "./section";

/** A datastore. */
export interface PbsDatastoreArgs {
  readonly host: Host;
  /** Absolute path on the server; fixed once the datastore exists. */
  readonly path: string;
  /** One line. Default: none. */
  readonly comment?: string;
  /** When garbage collection frees what pruning gave up. Calendar event, server time. Default: never. */
  readonly gcSchedule?: string;
  /** Verify each backup right after it was made. */
  readonly verifyNew: boolean;
}

/**
 * Defines a datastore with its garbage collection. Pruning and verification are jobs of their own.
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
    const { host, ...declared } = args;
    super("backup:pbs:Datastore", name, { host: host.name, ...declared }, opts);
    this.storeName = name;

    defineSection(
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
    this.registerOutputs({ storeName: this.storeName });
  }
}
