import * as pulumi from "@pulumi/pulumi";
import { EstateComponent } from "../estate-component";
import { type Host } from "../remote/host";
import { RemoteObject } from "../remote/remote-object";
import { pbsScript } from "./script";

/** An API token. */
export interface PbsTokenArgs {
  readonly host: Host;
  /** Port of the API on the server itself. */
  readonly port: number;
  /** `user@realm`. */
  readonly user: string;
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
export class PbsToken extends EstateComponent<
  Omit<PbsTokenArgs, "host" | "port"> & { host: string }
> {
  /** Of the current generation. */
  readonly secret: pulumi.Output<string>;

  constructor(name: string, args: PbsTokenArgs, opts?: pulumi.ComponentResourceOptions) {
    const { host, port, ...declared } = args;
    super("backup:pbs:Token", name, { host: host.name, ...declared }, opts);
    const { user, token, comment, generation } = declared;
    const made = new RemoteObject(
      this.childName("token"),
      {
        host,
        kind: "pbs token",
        identity: `${user}!${token}`,
        script: pbsScript("api", "token"),
        document: { comment, enable: true, generation, secret: "valid" },
        settings: { user, token, port },
      },
      { parent: this, additionalSecretOutputs: ["stdout"] },
    );
    this.secret = pulumi.secret(made.observed.apply(({ value }) => String(value)));
    this.registerOutputs({ secret: this.secret });
  }
}
