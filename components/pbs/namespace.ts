import type * as pulumi from "@pulumi/pulumi";
import { EstateComponent } from "../estate-component";
import { type Host } from "../remote/host";
import { RemoteObject } from "../remote/remote-object";
import { pbsScript } from "./script";

/** A part of a datastore. */
export interface PbsNamespaceArgs {
  readonly host: Host;
  /** Name of the datastore. */
  readonly store: string;
  /** One to seven names joined by slashes; those above are made as well. */
  readonly namespace: string;
}

/**
 * Defines a namespace, before whatever uses it: a token that may only back up cannot make it. Destroying it takes an
 * empty namespace away; one with backups stays, and the server's output says so.
 */
export class PbsNamespace extends EstateComponent<
  Omit<PbsNamespaceArgs, "host"> & { host: string }
> {
  constructor(name: string, args: PbsNamespaceArgs, opts?: pulumi.ComponentResourceOptions) {
    const { host, store, namespace } = args;
    super("backup:pbs:Namespace", name, { host: host.name, store, namespace }, opts);
    new RemoteObject(
      this.childName("namespace"),
      {
        host,
        kind: "pbs namespace",
        identity: `${store}:${namespace}`,
        script: pbsScript("namespace"),
        document: { store, ns: namespace },
        settings: { path: `/admin/datastore/${store}/namespace` },
      },
      { parent: this },
    );
    this.registerOutputs({});
  }
}
