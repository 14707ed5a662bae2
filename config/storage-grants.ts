import { type Fault } from "../model/fault";
import { optionalEntry, sortedEntries } from "../model/record";
import { datastorePath, effectiveGrants, type Grant, type User, userOf } from "./pbs-grants";
import { type SoundSections } from "./references";

/** The one role with which a node can back up and restore its own, and nothing else. Source: pbs-api-types, acl.rs. */
const role = "DatastoreBackup";

/**
 * Faults of what storages of the cluster log in with: a token that may not back up where its storage stores, or that
 * may more than that. Whoever owns a node has its token.
 */
export function storageGrantFaults({ pbs, pve, places }: SoundSections): Fault[] {
  if (pbs === undefined || pve === undefined) return [];
  const storages = sortedEntries(pve.storages);
  return [
    ...storages.flatMap(([storage, { username, place }]) => {
      const user = optionalEntry(pbs.users, userOf(username));
      const target = optionalEntry(places, place);
      if (user === undefined || target?.engine !== "pbs") return [];
      return missing(storage, username, user, datastorePath(target));
    }),
    ...sortedEntries(pbs.users).flatMap(([name, user]) => {
      const using = storages.filter(([, { username }]) => userOf(username) === name);
      return using.length === 0
        ? []
        : excessive(
            name,
            user,
            using.map(([storage]) => storage),
          );
    }),
  ];
}

function missing(storage: string, username: string, { grants }: User, path: string): Fault[] {
  const here = effectiveGrants(grants, path);
  if (here.some((grant) => grant.role === role)) return [];
  return [
    {
      path: `backup:pve.storages.${storage}.username`,
      message: `names a token that may not back up to ${path}, where this storage stores`,
      got: `${username}, which is ${inWords(here)} there`,
      allowed: `a token of a user with the role ${role} on ${path}`,
      fix: `grant { path: ${path}, role: ${role} } to the user in backup:pbs.users, or name another token`,
    },
  ];
}

function excessive(name: string, { grants }: User, storages: readonly string[]): Fault[] {
  return grants.flatMap((grant, index) =>
    grant.role === role && /^\/datastore(\/|$)/.test(grant.path)
      ? []
      : [
          {
            path: `backup:pbs.users.${name}.grants[${index}]`,
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
