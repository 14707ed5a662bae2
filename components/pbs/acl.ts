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

/** A user or a token, which is there before it may do anything. */
export interface Holder extends pulumi.Resource {
  /** `user@realm` or `user@realm!token`. */
  readonly authId: string;
}

/** What one user or token may do. */
export interface PbsAclArgs {
  readonly host: Host;
  readonly holder: Holder;
  readonly grants: readonly PbsGrant[];
  /** Storages of the cluster that log in with it: whoever owns a node has what it may. */
  readonly storages: readonly string[];
  /** What its user may do; only of a token. */
  readonly ofUser?: PbsAcl;
}

/**
 * Defines everything that a user or token may do, on all paths together: what somebody adds by hand, anywhere, shows
 * as drift. A token may no more than its user, so both get the same.
 */
export class PbsAcl extends EstateComponent<{
  host: string;
  holder: string;
  grants: readonly PbsGrant[];
  storages: readonly string[];
}> {
  constructor(name: string, args: PbsAclArgs, opts?: pulumi.ComponentResourceOptions) {
    const { host, grants, storages, ofUser } = args;
    const holder = args.holder.authId;
    super(
      { type: "backup:pbs:Acl", onRemoval: "the permissions go; whoever used them is locked out" },
      name,
      { host: host.name, holder, grants, storages },
      opts,
    );
    new RemoteObject(
      this.childName("grants"),
      {
        host,
        kind: "pbs acl",
        identity: holder,
        script: pbsScript("acl"),
        document: { grants: inOrder(grants) },
      },
      { parent: this, dependsOn: [args.holder, ...(ofUser === undefined ? [] : [ofUser])] },
    );
    this.registerOutputs({});
  }
}

/** As the script sorts what it reads. */
function inOrder(grants: readonly PbsGrant[]): PbsGrant[] {
  const rank = ({ path: at, role }: PbsGrant) => `${at} ${role}`;
  return [...grants].sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
}
