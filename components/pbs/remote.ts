import type * as pulumi from "@pulumi/pulumi";
import { EstateComponent } from "../estate-component";
import { optionNames } from "./options";
import { defineSealedSection, type SealedKind } from "./section";
import { type PbsHost } from "./server-host";

/** Another Proxmox Backup Server. */
export interface DeclaredRemote {
  readonly host: string;
  /** Default: the product's, 8007. */
  readonly port?: number;
  /** What it is logged in with: `user@realm` or `user@realm!token`. */
  readonly authId: string;
  /** SHA-256 fingerprint of its certificate. Default: everybody trusts the certificate. */
  readonly fingerprint?: string;
  /** One line. Default: none. */
  readonly comment?: string;
}

/** The same, with what nobody else may know. */
export interface PbsRemoteArgs extends PbsHost {
  readonly declared: DeclaredRemote;
  /** The password, or the secret of the token. */
  readonly password: pulumi.Input<string>;
}

const remote: SealedKind = {
  noun: "remote",
  path: "/config/remote",
  key: "name",
  file: "remote.cfg",
  section: "remote",
  secrets: { password: "base64" },
};

/** Defines another server that backups come from or go to. Destroying it takes the log-in away and no backup. */
export class PbsRemote extends EstateComponent<DeclaredRemote & { readonly server: string }> {
  constructor(name: string, args: PbsRemoteArgs, opts?: pulumi.ComponentResourceOptions) {
    const { host, port, declared, password } = args;
    super(
      {
        type: "backup:pbs:Remote",
        onRemoval: "the log-in to the other server goes; what was pulled stays",
      },
      name,
      { server: host.name, ...declared },
      opts,
    );
    defineSealedSection(
      this.childName("section"),
      host,
      remote,
      this.ownName,
      { properties: optionNames(declared), secrets: { password }, port },
      { parent: this },
    );
    this.registerOutputs({});
  }
}
