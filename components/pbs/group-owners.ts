import type * as pulumi from "@pulumi/pulumi";
import { groupedBy } from "../../model/grouping";
import { EstateComponent } from "../estate-component";
import { type Host } from "../remote/host";
import { RemoteObject } from "../remote/remote-object";
import { optionalEntry } from "../../model/record";
import { type UsableToken } from "./access";
import { type PbsDatastore } from "./datastore";
import { type PbsNamespace } from "./namespace";
import { pbsScript } from "./script";

/** Somebody who writes backup groups into a datastore. */
export interface GroupWriter {
  readonly store: string;
  /** Default: the datastore's root. */
  readonly namespace?: string | undefined;
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
  /** All of its tokens that are declared. */
  readonly tokens: readonly string[];
}

/**
 * Gives groups whose owner was a token that is declared no more to the token of the same user that writes there now:
 * the product lets a token add to its own groups alone, so that after a rename every backup would fail. Ownership is
 * all that changes. Tokens that somebody made by hand keep what they have.
 */
export class PbsGroupOwners extends EstateComponent<
  Omit<PbsGroupOwnersArgs, "host" | "tokens"> & { host: string }
> {
  constructor(name: string, args: PbsGroupOwnersArgs, opts?: pulumi.ComponentResourceOptions) {
    const { host, tokens, ...declared } = args;
    super("backup:pbs:GroupOwners", name, { host: host.name, ...declared }, opts);
    const { store, namespace = "", below, user, owners } = declared;
    new RemoteObject(
      this.childName("groups"),
      {
        host,
        kind: "pbs group owners",
        identity: `${store}:${namespace} ${user}`,
        script: pbsScript("group-owners"),
        document: { owners, orphaned: [] },
        settings: { path: `/admin/datastore/${store}`, store, namespace, below, user, tokens },
      },
      { parent: this },
    );
    this.registerOutputs({});
  }
}

/** What is there for groups to be in, and who may own them. */
export interface GroupSurroundings {
  readonly host: Host;
  readonly datastores: Readonly<Record<string, PbsDatastore>>;
  readonly namespaces: Readonly<Record<string, PbsNamespace>>;
  readonly tokens: Readonly<Record<string, UsableToken>>;
}

/**
 * Defines whose the groups are wherever tokens write.
 *
 * @returns by `STORE/NAMESPACE`, or `STORE` for a datastore's root
 */
export function defineGroupOwners(
  { host, datastores, namespaces, tokens }: GroupSurroundings,
  writers: readonly GroupWriter[],
): Record<string, PbsGroupOwners[]> {
  const byToken = writers.filter(({ owner }) => owner.includes("!"));
  const places = groupedBy(byToken, ({ store, namespace }) => placeOf(store, namespace));
  const defined = [...places].map(([place, here]) => {
    const [{ store, namespace }] = here;
    const users = groupedBy(here, ({ owner }) => userOf(owner));
    const objects = [...users].map(([user, theirs]) => {
      const owners = [...new Set(theirs.map(({ owner }) => owner))].sort();
      return new PbsGroupOwners(
        `${place}-${user}`,
        {
          ...{ host, store, namespace, user, owners },
          below: theirs.some(({ below }) => below),
          tokens: Object.keys(tokens)
            .filter((token) => userOf(token) === user)
            .sort(),
        },
        {
          dependsOn: [
            optionalEntry(namespaces, place) ?? optionalEntry(datastores, store),
            ...owners.map((owner) => optionalEntry(tokens, owner)?.acl),
          ].filter((resource) => resource !== undefined),
        },
      );
    });
    return [place, objects] as const;
  });
  return Object.fromEntries(defined);
}

/** Where groups are: `STORE/NAMESPACE`, or `STORE` for a datastore's root. */
export function placeOf(store: string, namespace: string | undefined): string {
  return namespace === undefined ? store : `${store}/${namespace}`;
}

function userOf(token: string): string {
  return token.split("!")[0] ?? token;
}
