import * as path from "node:path";
import type * as pulumi from "@pulumi/pulumi";
import { EstateComponent } from "../estate-component";
import { type Host } from "../remote/host";
import { RemoteObject } from "../remote/remote-object";
import { remoteScript } from "../remote/script";
import { type GuestSelection } from "./access";
import { type PveBackupJob } from "./backup-job";
import { type GuestFacts } from "./guest-facts";

/** What the cluster is asked, and what may stay without a job. */
export interface PveCoverageArgs extends GuestFacts {
  /** Any node. The API's tokens are not asked: one that may not see a guest is not told that it has no job. */
  readonly host: Host;
  /** VMIDs of guests that no job need cover. */
  readonly exemptVmids: readonly number[];
  /** What is declared to cover all others: a change of it asks the cluster again. */
  readonly jobs: Readonly<Record<string, Coverer>>;
  /** The jobs themselves: it asks once they are there. Default: none. */
  readonly uses?: readonly PveBackupJob[];
}

/** What a job covers. */
export interface Coverer {
  readonly guests: GuestSelection;
  readonly node?: string;
}

/**
 * Defines a check that the cluster itself backs up every disk of every guest. Nothing is configured. A new guest that
 * no job selects, one that moved out of its job's node or that a job selects and that is gone, a job that somebody
 * disabled, a disk that is left out, and a guest agent that is not as declared show as drift.
 */
export class PveCoverage extends EstateComponent<
  Omit<PveCoverageArgs, "host" | "uses"> & { host: string }
> {
  constructor(name: string, args: PveCoverageArgs, opts?: pulumi.ComponentResourceOptions) {
    const { host, uses = [], ...settings } = args;
    super(
      {
        type: "backup:pve:Coverage",
        onRemoval: "nobody looks for guests without a backup any more",
      },
      name,
      { host: host.name, ...settings },
      opts,
    );
    new RemoteObject(
      this.childName("check"),
      {
        host,
        kind: "pve coverage",
        identity: this.ownName,
        script: remoteScript(path.join(__dirname, "scripts", "coverage.sh")),
        document: { unprotected: [], excludedDisks: [], absent: [], wrongAgents: [] },
        settings: { ...settings },
        mayExist: true,
      },
      { parent: this, dependsOn: [...uses] },
    );
    this.registerOutputs({});
  }
}
