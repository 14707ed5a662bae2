import * as pulumi from "@pulumi/pulumi";
import { EstateComponent } from "../estate-component";
import { keepsBackups } from "../keeps-backups";
import { type Host } from "../remote/host";
import { RemoteObject } from "../remote/remote-object";
import { secretMark } from "../remote/secret-mark";
import { type VeeamPreflight } from "./preflight";
import { veeamScript } from "./script";

/** A password that Veeam encrypts with. */
export interface VeeamEncryptionKeyArgs {
  readonly host: Host;
  /** What Veeam derives AES-256 keys from; kept outside of Veeam too, which would lose it with its database. */
  readonly password: pulumi.Input<string>;
  /** What has to hold of the server before it is made. Default: nothing. */
  readonly preflight?: VeeamPreflight | undefined;
}

/**
 * Defines an encryption password in Veeam's password manager. It stays when it is no longer declared: backups
 * made under it cannot be read without it.
 */
export class VeeamEncryptionKey extends EstateComponent<{ host: string; cipher: "AES-256-CBC" }> {
  /** The description under which Veeam lists it, with a mark that changes with the password. */
  readonly description: pulumi.Output<string>;

  constructor(name: string, args: VeeamEncryptionKeyArgs, opts?: pulumi.ComponentResourceOptions) {
    super(
      {
        type: "backup:veeam:EncryptionKey",
        onRemoval:
          "the password stays in Veeam: backups under it need it; protected until somebody takes that off in the state",
      },
      name,
      { host: args.host.name, cipher: "AES-256-CBC" },
      keepsBackups(opts),
    );
    const own = this.ownName;
    const description = pulumi
      .output(args.password)
      .apply((password) => `${own} [${secretMark(password, own)}]`);
    const key = new RemoteObject(
      this.childName("key"),
      {
        host: args.host,
        kind: "veeam encryption key",
        identity: own,
        script: veeamScript("encryption-key"),
        document: { description: pulumi.unsecret(description) },
        secrets: { password: args.password },
      },
      { parent: this, ...(args.preflight && { dependsOn: [args.preflight] }) },
    );
    this.description = key.observed.apply((observed) => observed["description"] as string);
    this.registerOutputs({ description: this.description });
  }
}
