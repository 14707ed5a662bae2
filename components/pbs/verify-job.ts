import type * as pulumi from "@pulumi/pulumi";
import { EstateComponent } from "../estate-component";
import { type Host } from "../remote/host";
import { defineSection } from "./section";

/** What to verify and how often. */
export interface PbsVerifyJobArgs {
  readonly host: Host;
  /** Name of the datastore. */
  readonly store: string;
  /** Calendar event, server time. */
  readonly schedule: string;
  /** Days after which a verified backup is verified again. */
  readonly outdatedAfterDays: number;
}

/**
 * Defines a verify job: new backups at each run, old ones again when their last verification is outdated. The
 * server can check the content of plain chunks alone; of encrypted ones it checks a CRC, so a restore drill
 * proves what this cannot.
 */
export class PbsVerifyJob extends EstateComponent<
  Omit<PbsVerifyJobArgs, "host"> & { host: string }
> {
  constructor(name: string, args: PbsVerifyJobArgs, opts?: pulumi.ComponentResourceOptions) {
    const { host, store, schedule, outdatedAfterDays } = args;
    super(
      "backup:pbs:VerifyJob",
      name,
      { host: host.name, store, schedule, outdatedAfterDays },
      opts,
    );
    defineSection(
      this.childName("section"),
      host,
      { command: "verify-job", key: "id", positional: [], immutable: ["store"] },
      name,
      { store, schedule, "ignore-verified": true, "outdated-after": outdatedAfterDays },
      { parent: this },
    );
    this.registerOutputs({});
  }
}
