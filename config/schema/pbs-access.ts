import { z } from "zod";
import { aclPath, aclPathsInWords } from "./acl-path";
import { comment, mailAddress, proxmoxToken, safeId, trimmedLine } from "./values";

/** Every role there is; the product has no others. Source: pbs-api-types, acl.rs. */
export const roles = [
  "Admin",
  "Audit",
  "NoAccess",
  "DatastoreAdmin",
  "DatastoreReader",
  "DatastoreBackup",
  "DatastorePowerUser",
  "DatastoreAudit",
  "RemoteAudit",
  "RemoteAdmin",
  "RemoteSyncOperator",
  "RemoteSyncPushOperator",
  "RemoteDatastorePowerUser",
  "RemoteDatastoreAdmin",
  "TapeAudit",
  "TapeAdmin",
  "TapeOperator",
  "TapeReader",
] as const;

const grant = z.strictObject({
  /** What it is on: `/`, `/datastore/STORE`, `/datastore/STORE/NAMESPACE`, `/remote/NAME` … */
  path: z
    .string()
    .max(128)
    .regex(aclPath, { error: aclPathsInWords })
    .meta({ description: "a path of permissions", fix: "correct the path" }),
  role: z.enum(roles),
  /** Whether the paths below inherit it. */
  propagate: z.boolean().default(true),
});

const token = z.strictObject({
  comment: comment.optional(),
  /** Another number gives the token another secret, and whoever uses it gets that one. */
  generation: z.int().min(1).default(1),
});

const personal = trimmedLine(64, 2);

const user = z.strictObject({
  comment: comment.optional(),
  email: mailAddress.max(64).optional(),
  firstname: personal.optional(),
  lastname: personal.optional(),
  /** Whether a secret holds the password it starts with; whoever has the account changes it. Tokens need none. */
  initialPassword: z.boolean().default(false),
  tokens: z.record(safeId, token).default({}),
  /** What the user may do, and each of its tokens: a token never may more than its user. */
  grants: z.array(grant).min(1),
});

const userId = z
  .string()
  .min(3)
  .max(64)
  .regex(/^(?!root@pam$)[A-Za-z0-9_][A-Za-z0-9._-]*@(pam|pbs)$/, {
    error:
      "name@pbs, or name@pam for an account of the machine itself, the realms that every server has; letters, digits, dots, dashes and underscores, and not root@pam",
  });

/** `backup:pbs.users`: who may do what. */
export const users = z.record(userId, user);

/** A user of the server, root among them. */
export const account = z
  .string()
  .max(64)
  .regex(/^[A-Za-z0-9_][A-Za-z0-9._-]*@[A-Za-z0-9_][A-Za-z0-9._-]*$/, {
    error: "user@realm of letters, digits, dots, dashes and underscores",
  });

/** A user or a token that owns backups. */
export const owner = z.union([userId, proxmoxToken, z.literal("root@pam")], {
  error: "user@realm or user@realm!token",
});
