import type * as pulumi from "@pulumi/pulumi";
import { EstateComponent } from "../estate-component";
import { type Host } from "../remote/host";
import { RemoteObject } from "../remote/remote-object";
import { agentJobDocument, type VeeamJobSettings } from "./agent-job-document";
import { type VeeamEncryptionKey } from "./encryption-key";
import { veeamScript } from "./script";

/** What an agent job backs up, when, and what it keeps. */
export interface VeeamAgentJobArgs extends VeeamJobSettings {
  readonly host: Host;
  /** `false` leaves backups in clear. */
  readonly encrypted: boolean;
  readonly key: VeeamEncryptionKey;
  /** What it names, which is made first. Default: nothing. */
  readonly after?: readonly pulumi.Resource[];
}

/**
 * Defines a Veeam Agent backup of folders on Windows servers, the kind of job that the Community Edition can be told
 * to make for machines on Proxmox. Destroying it disables the job; its backups stay.
 */
export class VeeamAgentJob extends EstateComponent<
  Omit<VeeamAgentJobArgs, "host" | "key" | "after"> & { host: string }
> {
  constructor(name: string, args: VeeamAgentJobArgs, opts?: pulumi.ComponentResourceOptions) {
    const { host, key, after = [], ...declared } = args;
    super(
      {
        type: "backup:veeam:AgentJob",
        onRemoval: "the job is disabled in Veeam, where it stays with its backups",
      },
      name,
      { host: host.name, ...declared },
      opts,
    );
    new RemoteObject(
      this.childName("job"),
      {
        host,
        kind: "veeam agent job",
        identity: this.ownName,
        script: veeamScript("agent-job-observed", "agent-job-options", "agent-job"),
        document: {
          ...agentJobDocument(this.ownName, args),
          // By it a job of ours is known, and as whose: an old name that goes leaves what a new one has taken over.
          description: `managed by Pulumi as ${this.childName("job")}`,
          // Its description tells it, and changes with the password.
          encryptionKey: args.encrypted ? key.description : null,
        },
      },
      { parent: this, dependsOn: [key, ...after] },
    );
    this.registerOutputs({});
  }
}
