import type * as pulumi from "@pulumi/pulumi";
import { EstateComponent } from "../estate-component";
import { type Host } from "../remote/host";
import { RemoteObject } from "../remote/remote-object";
import { pbsScript } from "./script";

/** A role on a path. */
export interface PbsGrant {
  /** `/`, `/datastore/STORE/NAMESPACE` … */
  readonly path: string;
  /** One of the product's roles; there are no others. */
  readonly role: string;
  /** Whether the paths below inherit it. */
  readonly propagate: boolean;
}

/** What one user or token may do. */
export interface PbsAclArgs {
  readonly host: Host;
  /** `user@realm` or `user@realm!token`. */
  readonly holder: string;
  readonly grants: readonly PbsGrant[];
  /** Storages of the cluster that log in with it: whoever owns a node has what it may. */
  readonly storages: readonly string[];
}

/**
 * Defines everything that a user or token may do, on all paths together: what somebody adds by hand, anywhere, shows
 * as drift. A token may no more than its user, so both get the same.
 */
export class PbsAcl extends EstateComponent<Omit<PbsAclArgs, "host"> & { host: string }> {
  constructor(name: string, args: PbsAclArgs, opts?: pulumi.ComponentResourceOptions) {
    const { host, holder, grants, storages } = args;
    super("backup:pbs:Acl", name, { host: host.name, holder, grants, storages }, opts);
    new RemoteObject(
      this.childName("grants"),
      {
        host,
        kind: "pbs acl",
        identity: holder,
        script: pbsScript("acl"),
        document: { grants: inOrder(grants) },
      },
      { parent: this },
    );
    this.registerOutputs({});
  }
}

/** As the script sorts what it reads. */
function inOrder(grants: readonly PbsGrant[]): PbsGrant[] {
  const rank = ({ path: at, role }: PbsGrant) => `${at} ${role}`;
  return [...grants].sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
}
