import type * as pulumi from "@pulumi/pulumi";
import { EstateComponent } from "../estate-component";
import { optionNames } from "./options";
import { defineSealedSection, type SealedKind, type SealedSecrets } from "./section";
import { type Holder } from "./acl";
import { type PbsHost } from "./server-host";

/** Who somebody is. */
export interface PbsPerson {
  /** One line. Default: none. */
  readonly comment?: string;
  readonly email?: string;
  readonly firstname?: string;
  readonly lastname?: string;
}

/** A user, and the server it is on. */
export interface PbsUserArgs extends PbsHost {
  readonly declared: PbsPerson;
  /** What it starts with; whoever has the account changes it. Default: none, so nobody logs in but its tokens. */
  readonly password?: pulumi.Input<string> | undefined;
}

const user: SealedKind = {
  noun: "user",
  path: "/access/users",
  key: "userid",
  file: "user.cfg",
  section: "user",
  secrets: {},
  initial: ["password"],
  defaults: { enable: true },
};

/** Defines a user, `user@realm`. Destroying it takes its tokens and permissions with it, and no backup. */
export class PbsUser
  extends EstateComponent<{ readonly host: string } & PbsPerson>
  implements Holder
{
  readonly authId: string;

  constructor(name: string, args: PbsUserArgs, opts?: pulumi.ComponentResourceOptions) {
    const { host, port, declared, password } = args;
    super(
      {
        type: "backup:pbs:User",
        onRemoval: "it goes with its tokens and permissions; whoever uses them is locked out",
      },
      name,
      { host: host.name, ...declared },
      opts,
    );
    this.authId = this.ownName;
    const secrets: SealedSecrets = password === undefined ? {} : { password };
    defineSealedSection(
      this.childName("section"),
      host,
      user,
      this.authId,
      { properties: optionNames(declared), secrets, port },
      { parent: this },
    );
    this.registerOutputs({});
  }
}
