import * as pulumi from "@pulumi/pulumi";
import { EstateComponent } from "../estate-component";
import { RemoteObject } from "../remote/remote-object";
import { type Holder } from "./acl";
import { pbsScript } from "./script";
import { type PbsHost } from "./server-host";

/** An API token. */
export interface PbsTokenArgs extends PbsHost {
  readonly user: Holder;
  /** Its name behind the exclamation mark. */
  readonly token: string;
  /** One line. Default: none. */
  readonly comment?: string;
  /** Another number gives it another secret; its permissions stay. */
  readonly generation: number;
}

/**
 * Defines an API token. The server makes its secret, which is in the stack's state as a Pulumi secret and nowhere in
 * the declaration. Destroying it locks out whoever uses it.
 */
export class PbsToken
  extends EstateComponent<{
    host: string;
    user: string;
    token: string;
    comment?: string;
    generation: number;
  }>
  implements Holder
{
  readonly authId: string;
  /** Of the current generation. */
  readonly secret: pulumi.Output<string>;

  constructor(name: string, args: PbsTokenArgs, opts?: pulumi.ComponentResourceOptions) {
    const { host, port, user: owner, ...rest } = args;
    const user = owner.authId;
    const declared = { user, ...rest };
    super(
      {
        type: "backup:pbs:Token",
        onRemoval:
          "whoever logs in with it is locked out at once; another one has another name and another secret, and takes over the backup groups only where a storage of the cluster or a sync job names it",
      },
      name,
      { host: host.name, ...declared },
      opts,
    );
    const { token, comment, generation } = rest;
    this.authId = `${user}!${token}`;
    const made = new RemoteObject(
      this.childName("token"),
      {
        host,
        kind: "pbs token",
        identity: this.authId,
        script: pbsScript("api", "token"),
        document: { comment, enable: true, generation, secret: "valid" },
        settings: { user, token, port },
      },
      { parent: this, dependsOn: [owner], additionalSecretOutputs: ["stdout"] },
    );
    this.secret = pulumi.secret(made.observed.apply(({ value }) => String(value)));
    this.registerOutputs({ secret: this.secret });
  }
}
