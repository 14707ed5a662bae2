import type * as pulumi from "@pulumi/pulumi";
import { EstateComponent } from "../estate-component";
import { type Host } from "../remote/host";
import { type DatastorePart } from "./part";
import { defineSection } from "./section";

/** What to verify and how often. */
export interface PbsVerifyJobArgs {
  readonly host: Host;
  readonly datastore: DatastorePart;
  /** Calendar event, server time. */
  readonly schedule: string;
  /** `new`: backups that no run has verified yet. `all`: every backup again. */
  readonly verifies: "new" | "all";
}

/**
 * Defines a verify job: over new backups, or over all of them again, which the documentation asks for at least once
 * a month. The server can check the content of plain chunks alone; of encrypted ones it checks a CRC, so a restore drill
 * proves what this cannot.
 */
export class PbsVerifyJob extends EstateComponent<{
  host: string;
  store: string;
  schedule: string;
  verifies: "new" | "all";
}> {
  constructor(name: string, args: PbsVerifyJobArgs, opts?: pulumi.ComponentResourceOptions) {
    const { host, datastore, schedule, verifies } = args;
    const store = datastore.storeName;
    super(
      {
        type: "backup:pbs:VerifyJob",
        onRemoval: "backups are no longer read back to see whether they are whole",
      },
      name,
      { host: host.name, store, schedule, verifies },
      opts,
    );
    defineSection(
      this.childName("section"),
      host,
      { command: "verify-job", key: "id", immutable: ["store"] },
      this.ownName,
      { store, schedule, "ignore-verified": verifies === "new" },
      { parent: this, dependsOn: [datastore] },
    );
    this.registerOutputs({});
  }
}
