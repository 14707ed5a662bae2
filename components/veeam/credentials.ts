import * as pulumi from "@pulumi/pulumi";
import { EstateComponent } from "../estate-component";
import { type Host } from "../remote/host";
import { RemoteObject } from "../remote/remote-object";
import { secretMark } from "../remote/secret-mark";
import { type VeeamPreflight } from "./preflight";
import { veeamScript } from "./script";

/** What a stack declares of a log-in. */
export interface CredentialsSettings {
  /** `user@domain`, or `computer.domain\user`: Veeam 13 did not log in by a NetBIOS name. */
  readonly user: string;
}

/** The same, with its password and where. */
export interface CredentialsArgs extends CredentialsSettings {
  readonly host: Host;
  readonly password: pulumi.Input<string>;
  readonly preflight: VeeamPreflight;
}

/**
 * Defines a log-in by which Veeam reaches computers. It stays when it is no longer declared: groups and restores may use
 * it.
 */
export class VeeamCredentials extends EstateComponent<CredentialsSettings & { host: string }> {
  /** The description under which Veeam lists it, with a mark that changes with the password. */
  readonly description: pulumi.Output<string>;

  constructor(name: string, args: CredentialsArgs, opts?: pulumi.ComponentResourceOptions) {
    const { host, user, password, preflight } = args;
    super(
      {
        type: "backup:veeam:Credentials",
        onRemoval: "the log-in stays in Veeam, which reaches computers by it",
      },
      name,
      { host: host.name, user },
      opts,
    );
    const own = this.ownName;
    const description = pulumi
      .output(password)
      .apply((known) => `${own} [${secretMark(known, own)}]`);
    const record = new RemoteObject(
      this.childName("credentials"),
      {
        host,
        kind: "veeam credentials",
        identity: own,
        script: veeamScript("credentials"),
        document: { description: pulumi.unsecret(description), user },
        secrets: { password },
      },
      { parent: this, dependsOn: [preflight] },
    );
    this.description = record.observed.apply((observed) => observed["description"] as string);
    this.registerOutputs({ description: this.description });
  }
}
