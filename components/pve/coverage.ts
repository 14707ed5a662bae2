import * as path from "node:path";
import type * as pulumi from "@pulumi/pulumi";
import { EstateComponent } from "../estate-component";
import { type Host } from "../remote/host";
import { RemoteObject } from "../remote/remote-object";
import { remoteScript } from "../remote/script";
import { type GuestSelection } from "./access";

/** What the cluster is asked, and what may stay without a job. */
export interface PveCoverageArgs {
  /** Any node. The API's tokens are not asked: one that may not see a guest is not told that it has no job. */
  readonly host: Host;
  /** VMIDs of guests that no job need cover. */
  readonly exemptVmids: readonly number[];
  /** What is declared to cover all others: a change of it asks the cluster again. */
  readonly jobs: Readonly<Record<string, Coverer>>;
}

/** What a job covers. */
export interface Coverer {
  readonly guests: GuestSelection;
  readonly node?: string;
}

/**
 * Defines a check that the cluster itself knows no guest without a backup job that runs. Nothing is configured. A new
 * guest that no job selects, one that moved out of its job's node, or a job that somebody disabled shows as drift.
 */
export class PveCoverage extends EstateComponent<Omit<PveCoverageArgs, "host"> & { host: string }> {
  constructor(name: string, args: PveCoverageArgs, opts?: pulumi.ComponentResourceOptions) {
    const { host, exemptVmids, jobs } = args;
    super("backup:pve:Coverage", name, { host: host.name, exemptVmids, jobs }, opts);
    new RemoteObject(
      this.childName("check"),
      {
        host,
        kind: "pve coverage",
        identity: name,
        script: remoteScript(path.join(__dirname, "scripts", "coverage.sh")),
        document: { unprotected: [] },
        settings: { exemptVmids, jobs },
      },
      { parent: this },
    );
    this.registerOutputs({});
  }
}
