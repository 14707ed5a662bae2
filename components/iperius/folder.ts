import * as path from "node:path";
import type * as pulumi from "@pulumi/pulumi";
import { EstateComponent } from "../estate-component";
import { type Host } from "../remote/host";
import { RemoteObject } from "../remote/remote-object";
import { remoteScript } from "../remote/script";

/** An account of Windows. */
export interface WindowsAccount {
  /** As its services name it: `LAB\svc-iperius`. */
  readonly name: string;
  /** Its security identifier: `S-1-5-21-…`. */
  readonly sid: string;
}

/** Whom the folder of Iperius is for. */
export interface IperiusFolderArgs {
  readonly host: Host;
  /** What its service runs as. Default: SYSTEM, as its setup has it. */
  readonly serviceAccount?: WindowsAccount | undefined;
}

/** What SDDL calls the built-in administrators and SYSTEM. Source: Microsoft, "SID Strings". */
const builtIn = ["BA", "SY"] as const;

/** Full control, of what is made below as well. Source: Microsoft, "ACE Strings". */
const fullControl = "A OICI FA";

/**
 * Closes the folder of Iperius, in which its setup lets every user write, to all but administrators and its service:
 * SYSTEM runs what lies in it, and the passwords of its accounts are kept under a key that all installations share.
 * Destroying it leaves the folder closed.
 */
export class IperiusFolder extends EstateComponent<{
  readonly host: string;
  readonly serviceAccount?: WindowsAccount | undefined;
}> {
  constructor(name: string, args: IperiusFolderArgs, opts?: pulumi.ComponentResourceOptions) {
    const { host, serviceAccount } = args;
    super(
      {
        type: "backup:iperius:Folder",
        onRemoval: "nobody looks any more who gets into the folder; it stays as closed as it is",
      },
      name,
      { host: host.name, serviceAccount },
      opts,
    );
    const accounts = [...builtIn, ...(serviceAccount === undefined ? [] : [serviceAccount.sid])];
    new RemoteObject(
      this.childName("access"),
      {
        host,
        kind: "iperius folder",
        identity: "IperiusBackup",
        script: remoteScript(path.join(__dirname, "scripts", "folder.ps1")),
        document: {
          entries: Object.fromEntries(accounts.map((account) => [account, fullControl])),
          inherits: false,
          links: [],
          open: [],
          owner: "administrators or SYSTEM",
          serviceAccount: serviceAccount?.name ?? "LocalSystem",
        },
        settings: { accounts },
      },
      { parent: this },
    );
    this.registerOutputs({});
  }
}
