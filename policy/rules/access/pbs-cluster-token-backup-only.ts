import { type Rule } from "../../rule";

interface Grant {
  readonly path?: string;
  readonly role?: string;
}

/** May back up and read its own backups, and nothing that deletes. Source: pbs-api-types, acl.rs. */
const onlyRole = "DatastoreBackup";

/** What a node holds, an intruder on a node holds: nothing on a node can delete a backup, or read others'. */
export const pbsClusterTokenBackupOnly: Rule = {
  name: "pbs-cluster-token-backup-only",
  description: "Users and tokens that the cluster's storages log in with may back up, no more.",
  enforcementLevel: "mandatory",
  severity: "critical",
  types: ["backup:pbs:Acl"],
  numbers: {},
  judge: ({ props }) => {
    const { holder, grants, storages } = (props["declared"] ?? {}) as {
      holder?: string;
      grants?: readonly Grant[];
      storages?: readonly string[];
    };
    if (storages !== undefined && storages.length === 0) return [];
    const used = `storage ${storages?.join(", ") ?? "unknown"} of the cluster logs in with it`;
    if (grants === undefined)
      return [
        { problem: `says nothing of its permissions, and ${used}`, fix: "declare its grants" },
      ];
    return grants
      .filter(({ role, path }) => role !== onlyRole || !path?.startsWith("/datastore/"))
      .map(({ role, path }) => ({
        problem: `${holder} would be ${role} on ${path}, and ${used}; wanted is ${onlyRole} on a datastore`,
        fix: `set \`role: ${onlyRole}\` and \`path: /datastore/STORE\` for the user in backup:pbs.users, or give the storage another token`,
      }));
  },
};
