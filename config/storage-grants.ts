import { type Fault } from "../model/fault";
import { optionalEntry, sortedEntries } from "../model/record";
import { datastorePath, effectiveGrants, type Grant, type User, userOf } from "./pbs-grants";
import { storagesOf } from "./cluster-storages";
import { productNamed, productsOf } from "./products";
import { type SoundSections } from "./references";

/** The one role with which a node can back up and restore its own, and nothing else. Source: pbs-api-types, acl.rs. */
const role = "DatastoreBackup";

/**
 * Faults of what storages of the cluster log in with: a token that may not back up where its storage stores, or that
 * may more than that. Whoever owns a node has its token.
 */
export function storageGrantFaults(sections: SoundSections): Fault[] {
  return productsOf("pbs", sections.pbs).flatMap((server) => {
    const { users } = server.declared;
    const storages = storagesOn(sections, server.name);
    return [
      ...storages.flatMap((storage) => {
        const user = optionalEntry(users, userOf(storage.username));
        return user === undefined ? [] : missing(storage, user, server.path);
      }),
      ...sortedEntries(users).flatMap(([name, user]) => {
        const using = storages.filter(({ username }) => userOf(username) === name);
        return using.length === 0
          ? []
          : excessive(
              `${server.path}.users.${name}`,
              user,
              using.map((storage) => storage.name),
            );
      }),
    ];
  });
}

interface Storage {
  readonly path: string;
  readonly name: string;
  readonly username: string;
  /** The part of a datastore where it stores, as rights on it are granted. */
  readonly part: string;
}

/** The storages of all clusters that lead to a server. */
function storagesOn(sections: SoundSections, server: string): Storage[] {
  return storagesOf(sections).flatMap(({ path, name, declared: { username, place } }) => {
    const target = optionalEntry(sections.places, place);
    if (target?.engine !== "pbs") return [];
    const leadsTo = productNamed("pbs", sections.pbs, target.server);
    return leadsTo?.name === server ? [{ path, name, username, part: datastorePath(target) }] : [];
  });
}

function missing(
  { path: storage, username, part: path }: Storage,
  { grants }: User,
  server: string,
): Fault[] {
  const here = effectiveGrants(grants, path);
  if (here.some((grant) => grant.role === role)) return [];
  return [
    {
      path: `${storage}.username`,
      message: `names a token that may not back up to ${path}, where this storage stores`,
      got: `${username}, which is ${inWords(here)} there`,
      allowed: `a token of a user with the role ${role} on ${path}`,
      fix: `grant { path: ${path}, role: ${role} } to the user in ${server}.users, or name another token`,
    },
  ];
}

function excessive(at: string, { grants }: User, storages: readonly string[]): Fault[] {
  return grants.flatMap((grant, index) =>
    grant.role === role && /^\/datastore(\/|$)/.test(grant.path)
      ? []
      : [
          {
            path: `${at}.grants[${index}]`,
            message: `lets whoever owns a node do more than back up: storage ${storages.join(", ")} of the cluster logs in as this user`,
            got: inWords([grant]),
            allowed: `${role} on /datastore or below`,
            fix: "give that role to another user, or the storage another token",
          },
        ],
  );
}

function inWords(grants: readonly Grant[]): string {
  return grants.map(({ role: own, path }) => `${own} on ${path}`).join(" and ") || "nothing";
}
