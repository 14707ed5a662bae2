import type * as pulumi from "@pulumi/pulumi";
import { EstateComponent } from "../estate-component";
import { type Host } from "../remote/host";
import { RemoteObject } from "../remote/remote-object";
import { type VeeamCredentials } from "./credentials";
import { veeamScript } from "./script";

/** A computer of a group. */
export interface GroupComputer {
  /** The address at which Veeam reaches it. */
  readonly address: string;
  readonly credentials: VeeamCredentials;
}

/** What a group is called, and who is in it. */
export interface ProtectionGroupArgs {
  readonly host: Host;
  /** As Veeam lists it. */
  readonly label: string;
  /** At least one. */
  readonly computers: readonly GroupComputer[];
}

/**
 * Defines a protection group of single computers, on which Veeam installs and upgrades its agent; it reboots none of
 * them. It stays when it is no longer declared, and so do the agents: no agent is ever uninstalled.
 */
export class VeeamProtectionGroup extends EstateComponent<{
  host: string;
  label: string;
  computers: readonly string[];
}> {
  constructor(name: string, args: ProtectionGroupArgs, opts?: pulumi.ComponentResourceOptions) {
    const { host, label, computers } = args;
    super(
      {
        type: "backup:veeam:ProtectionGroup",
        onRemoval: "it stays in Veeam with its computers, and their agents stay installed",
      },
      name,
      { host: host.name, label, computers: computers.map(({ address }) => address) },
      opts,
    );
    new RemoteObject(
      this.childName("group"),
      {
        host,
        kind: "veeam protection group",
        identity: label,
        script: veeamScript("protection-group"),
        document: {
          computers: computers.map(({ address, credentials }) => ({
            credentials: credentials.description,
            hostName: address,
          })),
          deployment: { agent: true, driver: false, reboots: false, upgrades: true },
          description: "managed by Pulumi",
          name: label,
          scope: "IndividualComputers",
        },
      },
      { parent: this, dependsOn: computers.map(({ credentials }) => credentials) },
    );
    this.registerOutputs({});
  }
}
