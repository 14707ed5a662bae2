import { remoteRule } from "../../rule";
import { grantsIn, userOfToken } from "./pbs-grant";

/** Roles with Datastore.Prune, Datastore.Modify or the same on a remote. Source: pbs-api-types, acl.rs. */
const pruning = [
  ...["Admin", "DatastoreAdmin", "DatastorePowerUser"],
  ...["RemoteDatastoreAdmin", "RemoteDatastorePowerUser"],
];

/**
 * A token lies on the machine that uses it. Its user may limit it further, but that may change without the token, so
 * that the token is judged by what it is given itself. A person who prunes logs in as a user.
 */
export const pbsTokenCannotPrune = remoteRule({
  name: "pbs-token-cannot-prune",
  description: "Tokens of a backup server cannot delete backups: prune jobs and people do.",
  remediation:
    "Give the token DatastoreBackup, DatastoreReader or Audit, and prune by a job on the server.",
  sees: "resource",
  kinds: ["pbs acl"],
  judge: (object) =>
    userOfToken(object.identity) === undefined
      ? []
      : grantsIn(object)
          .filter(({ role }) => pruning.includes(role))
          .map(({ role, path }) => ({
            problem: `the token ${object.identity} would be ${role} on ${path}, and so delete backups; wanted is a role that cannot`,
            fix: `give ${object.identity} the role DatastoreBackup or DatastoreReader on ${path}`,
          })),
});
