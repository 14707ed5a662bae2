import type * as pulumi from "@pulumi/pulumi";
import { EstateComponent } from "../estate-component";
import { type Host } from "../remote/host";
import { RemoteObject } from "../remote/remote-object";
import { type DatastorePart } from "./part";
import { pbsScript } from "./script";

/** A part of a datastore. */
export interface PbsNamespaceArgs {
  readonly host: Host;
  readonly datastore: DatastorePart;
  /** One to seven names joined by slashes; those above are made as well. */
  readonly namespace: string;
}

/**
 * Defines a namespace, before whatever uses it: a token that may only back up cannot make it. Destroying it takes an
 * empty namespace away; one with backups stays, and the server's output says so.
 */
export class PbsNamespace
  extends EstateComponent<{ host: string; store: string; namespace: string }>
  implements DatastorePart
{
  readonly storeName: string;
  readonly namespace: string;

  constructor(name: string, args: PbsNamespaceArgs, opts?: pulumi.ComponentResourceOptions) {
    const { host, datastore, namespace } = args;
    const store = datastore.storeName;
    super(
      {
        type: "backup:pbs:Namespace",
        onRemoval: "it goes if it is empty; one with backups in it stays",
      },
      name,
      { host: host.name, store, namespace },
      opts,
    );
    this.storeName = store;
    this.namespace = namespace;
    new RemoteObject(
      this.childName("namespace"),
      {
        host,
        kind: "pbs namespace",
        identity: `${store}:${namespace}`,
        script: pbsScript("namespace"),
        document: { store, ns: namespace },
        settings: { path: `/admin/datastore/${store}/namespace` },
        mayExist: true,
      },
      { parent: this, dependsOn: [datastore] },
    );
    this.registerOutputs({});
  }
}
