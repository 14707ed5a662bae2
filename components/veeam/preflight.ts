import type * as pulumi from "@pulumi/pulumi";
import { EstateComponent } from "../estate-component";
import { type Host } from "../remote/host";
import { RemoteObject } from "../remote/remote-object";
import { veeamScript } from "./script";

/** What a Veeam server is asked before anything is made on it. */
export interface VeeamPreflightArgs {
  readonly host: Host;
  /** Each machine that is to be protected, by the names under which Veeam may list it. */
  readonly workloads: readonly (readonly string[])[];
}

/**
 * A look at a Veeam server before the first object is made there: its version, the PowerShell and Windows that this
 * needs, its licence, the instances of that, and whether it answers what this stack has to ask. Nothing is changed; what
 * no longer holds shows as drift.
 */
export class VeeamPreflight extends EstateComponent<{ host: string; workloads: number }> {
  constructor(name: string, args: VeeamPreflightArgs, opts?: pulumi.ComponentResourceOptions) {
    const { host, workloads } = args;
    super(
      {
        type: "backup:veeam:Preflight",
        onRemoval: "nobody looks any more whether the server can do what is declared",
      },
      name,
      { host: host.name, workloads: workloads.length },
      opts,
    );
    new RemoteObject(
      this.childName("look"),
      {
        host,
        kind: "veeam server",
        identity: host.name,
        script: veeamScript("build", "preflight"),
        document: {
          instances: "enough",
          licence: "valid",
          os: "supported",
          powershell: "fits",
          refused: [],
          version: "supported",
        },
        settings: { workloads },
      },
      { parent: this },
    );
    this.registerOutputs({});
  }
}
