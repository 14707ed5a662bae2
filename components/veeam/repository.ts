import type * as pulumi from "@pulumi/pulumi";
import { EstateComponent } from "../estate-component";
import { keepsBackups } from "../keeps-backups";
import { type Host } from "../remote/host";
import { RemoteObject } from "../remote/remote-object";
import { type VeeamPreflight } from "./preflight";
import { veeamScript } from "./script";

/** What a stack declares of a repository. */
export interface RepositorySettings {
  /** On the Veeam server. It cannot be changed: what lies in the old one would be nobody's. */
  readonly folder: string;
}

/** The same, with what it is called and where. */
export interface RepositoryArgs extends RepositorySettings {
  readonly host: Host;
  /** As Veeam lists it. */
  readonly label: string;
  readonly preflight: VeeamPreflight;
}

/**
 * Defines a repository in a folder of the Veeam server. It stays, with the backups in it, when it is no longer declared.
 */
export class VeeamRepository extends EstateComponent<
  RepositorySettings & { host: string; label: string }
> {
  constructor(name: string, args: RepositoryArgs, opts?: pulumi.ComponentResourceOptions) {
    const { host, label, folder, preflight } = args;
    super(
      {
        type: "backup:veeam:Repository",
        onRemoval:
          "it stays in Veeam with its backups; protected until somebody takes that off in the state",
      },
      name,
      { host: host.name, label, folder },
      keepsBackups(opts),
    );
    new RemoteObject(
      this.childName("repository"),
      {
        host,
        kind: "veeam repository",
        identity: label,
        script: veeamScript("repository"),
        document: {
          description: "managed by Pulumi",
          folder,
          name: label,
          server: "this server",
          type: "WinLocal",
        },
      },
      { parent: this, dependsOn: [preflight] },
    );
    this.registerOutputs({});
  }
}
