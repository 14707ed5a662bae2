import type * as pulumi from "@pulumi/pulumi";
import { groupedBy } from "../../model/grouping";
import { entry, sortedEntries } from "../../model/record";
import { EstateComponent } from "../estate-component";
import { type Product } from "../product";
import { type Host } from "../remote/host";
import { RemoteObject } from "../remote/remote-object";
import { type UsableToken } from "./access";
import { type PbsAcl } from "./acl";
import { type DatastorePart, placeOf } from "./part";
import { pbsScript } from "./script";

/** Somebody who writes backup groups into a datastore. */
export interface GroupWriter {
  readonly part: DatastorePart;
  /** `user@realm` or `user@realm!token`. */
  readonly owner: string;
  /** Whether it writes into the namespaces below as well. */
  readonly below: boolean;
}

/** Whose the groups of a namespace are. */
export interface PbsGroupOwnersArgs extends Omit<GroupWriter, "owner"> {
  readonly host: Host;
  /** `user@realm`. */
  readonly user: string;
  /** Its tokens that write there, as `user@realm!name`; as a rule one. */
  readonly owners: readonly string[];
  /** What these may do. */
  readonly acls: readonly PbsAcl[];
  /** All of its tokens that are declared. */
  readonly tokens: readonly string[];
}

/**
 * Gives groups whose owner was a token that is declared no more to the token of the same user that writes there now:
 * the product lets a token add to its own groups alone, so that after a rename every backup would fail. Ownership is
 * all that changes. Tokens that somebody made by hand keep what they have.
 */
export class PbsGroupOwners extends EstateComponent<{
  host: string;
  store: string;
  namespace: string | undefined;
  below: boolean;
  user: string;
  owners: readonly string[];
}> {
  constructor(name: string, args: PbsGroupOwnersArgs, opts?: pulumi.ComponentResourceOptions) {
    const { host, part, below, user, owners, acls, tokens } = args;
    const { storeName: store, namespace } = part;
    super(
      { type: "backup:pbs:GroupOwners", onRemoval: "whose the backup groups are stays as it is" },
      name,
      { host: host.name, store, namespace, below, user, owners },
      opts,
    );
    // As the product's commands name the root.
    const ns = namespace === undefined ? "" : namespace;
    new RemoteObject(
      this.childName("groups"),
      {
        host,
        kind: "pbs group owners",
        identity: `${store}:${ns} ${user}`,
        script: pbsScript("group-owners"),
        document: { owners, orphaned: [] },
        settings: { path: `/admin/datastore/${store}`, store, namespace: ns, below, user, tokens },
        mayExist: true,
      },
      { parent: this, dependsOn: [part, ...acls] },
    );
    this.registerOutputs({});
  }
}

/**
 * Defines whose the groups are wherever tokens write.
 *
 * @returns by `STORE/NAMESPACE`, or `STORE` for a datastore's root
 */
export function defineGroupOwners(
  server: Product<object>,
  host: Host,
  tokens: Readonly<Record<string, UsableToken>>,
  writers: readonly GroupWriter[],
): Record<string, PbsGroupOwners[]> {
  const byToken = writers.filter(({ owner }) => owner.includes("!"));
  const places = groupedBy(byToken, ({ part }) => placeOf(part.storeName, part.namespace));
  const defined = [...places].map(([place, here]) => {
    const users = groupedBy(here, ({ owner }) => userOf(owner));
    const objects = [...users].map(([user, theirs]) => {
      const owners = [...new Set(theirs.map(({ owner }) => owner))].sort();
      const name = `${place}-${user}`;
      return new PbsGroupOwners(
        server.childName(name),
        {
          ...{ host, part: here[0].part, user, owners },
          below: theirs.some(({ below }) => below),
          acls: owners.map((owner) => entry(tokens, owner).acl),
          tokens: sortedEntries(tokens)
            .map(([token]) => token)
            .filter((token) => userOf(token) === user),
        },
        server.inside(name),
      );
    });
    return [place, objects] as const;
  });
  return Object.fromEntries(defined);
}

function userOf(token: string): string {
  return token.split("!")[0] ?? token;
}
