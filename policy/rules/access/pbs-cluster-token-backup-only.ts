import { type RemoteObject, remoteObjectOf } from "../../remote-object";
import { type ResourceOf } from "../../resource";
import { type ResourceType } from "../../resource-types";
import { stackRule, type Violation } from "../../rule";
import { grantsIn, meet, type PbsGrant, userOfToken } from "./pbs-grant";

const types = [
  "command:remote:Command",
  "proxmoxve:storage/pbs:Pbs",
  "proxmoxve:storage/pbsLegacy:PbsLegacy",
] as const satisfies readonly ResourceType[];

/** Backs up, and reads back what it owns; it can neither prune nor delete. Source: pbs-api-types, acl.rs. */
const onlyRole = "DatastoreBackup";

/** Takes everything away on a path. */
const noRole = "NoAccess";

/**
 * What a node holds, an intruder on a node holds. Of a token both it and its user must allow something, for it has what
 * they have in common, and a token cannot change that (Proxmox Backup Server, "User Management", API token permissions).
 * As a user without a token `root@pam` has no ACL: `no-root-credentials` is of him.
 */
export const pbsClusterTokenBackupOnly = stackRule({
  name: "pbs-cluster-token-backup-only",
  description:
    "What the cluster's storages log in to a backup server with may back up, and no more.",
  remediation:
    "Give the user and the token of the storage the role DatastoreBackup on /datastore/STORE and nothing else; prune on the server.",
  types,
  judge: (resource, _numbers, stack) => {
    const holder = logInOf(resource);
    const documents = stack.remoteObjects("pbs acl");
    // None at all: another stack, or nobody, declares who may what on the server.
    return holder === undefined || holder === "root@pam" || documents.length === 0
      ? []
      : beyondBackup(holder, documents);
  },
});

function logInOf(resource: ResourceOf<(typeof types)[number]>): string | undefined {
  if (resource.type !== "command:remote:Command") return resource.props.username;
  const object = remoteObjectOf(resource);
  const { type, username } = object?.kind === "pve storage" ? object.document : {};
  return type === "pbs" && typeof username === "string" ? username : undefined;
}

function beyondBackup(holder: string, documents: readonly RemoteObject[]): readonly Violation[] {
  const own = grantsOf(holder, documents);
  if (own === undefined)
    return [
      {
        problem: `username ${holder} has no ACL in the stack, which has those of others, so nobody can tell what it may; wanted is ${onlyRole} on a datastore`,
        fix: `declare what ${holder} may, in a document of kind \`pbs acl\``,
      },
    ];
  const limits = grantsOf(userOfToken(holder), documents);
  return own
    .filter(isTooMuch)
    .filter((grant) => isEffective(grant, limits))
    .map(violation(holder));
}

/** `undefined` where no document says it, and of nobody. */
function grantsOf(holder: string | undefined, documents: readonly RemoteObject[]) {
  const of = documents.filter(({ identity }) => identity === holder);
  return of.length === 0 ? undefined : of.flatMap(grantsIn);
}

const isTooMuch = ({ path, role }: PbsGrant) =>
  role !== noRole && (role !== onlyRole || !/^\/datastore\/./.test(path));

/** A user of whom nothing is said limits nothing. */
const isEffective = (grant: PbsGrant, limits: readonly PbsGrant[] | undefined) =>
  limits === undefined || limits.some((limit) => isTooMuch(limit) && meet(grant, limit));

const violation =
  (holder: string) =>
  ({ path, role }: PbsGrant): Violation => ({
    problem: `username ${holder} would be ${role} on ${path}; wanted is ${onlyRole} on a datastore, and nothing else`,
    fix: `grant ${holder} the role ${onlyRole} on /datastore/STORE alone, or give the storage another log-in`,
  });
