import { z } from "zod";
import { aclPath, aclPathsInWords } from "./acl-path";
import { comment, mailAddress, proxmoxToken, safeId, text, trimmedLine } from "./values";

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

const grantPath = text(aclPath, aclPathsInWords, "correct the path").max(128);

const grant = z.strictObject({
  path: grantPath.describe("What the role is on, and everything below it if `propagate` is true."),
  role: z.enum(roles).describe("What may be done there, in a role of the product."),
  propagate: z.boolean().default(true).describe("Whether the paths below inherit the role."),
});

const commentLine = comment
  .optional()
  .describe("A line beside it in the product's lists. Default: none.");

const token = z.strictObject({
  comment: commentLine,
  generation: z
    .int()
    .min(1)
    .meta({ unit: "count of secrets so far" })
    .default(1)
    .describe("Another number gives the token another secret, and whoever uses it gets that one."),
});

const personal = trimmedLine(64, 2);

const user = z.strictObject({
  comment: commentLine,
  email: mailAddress
    .max(64)
    .optional()
    .describe(
      "Where mail to this user goes, such as of an endpoint with `mailtoUser`. Default: none.",
    ),
  firstname: personal.optional().describe("For people who read the list of users. Default: none."),
  lastname: personal.optional().describe("For people who read the list of users. Default: none."),
  initialPassword: z
    .boolean()
    .default(false)
    .describe(
      "Whether a secret holds the password it starts with; whoever has the account changes it. Tokens need none.",
    ),
  tokens: z
    .record(safeId, token.describe("A token of this user, `user@realm!name`, for a program."))
    .default({})
    .describe("The user's API tokens, by the part of their names behind the exclamation mark."),
  grants: z
    .array(grant.describe("One role on one path."))
    .min(1)
    .describe(
      "What the user may do, and each of its tokens: a token never may more than its user.",
    ),
});

const userId = text(
  /^(?!root@pam$)[A-Za-z0-9_][A-Za-z0-9._-]*@(pam|pbs)$/,
  "name@pbs, or name@pam for an account of the machine itself, the realms that every server has; letters, digits, dots, dashes and underscores, and not root@pam",
  "write name@pbs",
)
  .min(3)
  .max(64);

/** `backup:pbs.users`: who may do what. */
export const users = z.record(userId, user.describe("Who may do what on the server."));

/** A user of the server, root among them. */
export const account = text(
  /^[A-Za-z0-9_][A-Za-z0-9._-]*@[A-Za-z0-9_][A-Za-z0-9._-]*$/,
  "user@realm of letters, digits, dots, dashes and underscores",
  "write user@realm",
).max(64);

/** A user or a token that owns backups. */
export const owner = z
  .union([userId, proxmoxToken, z.literal("root@pam")], {
    error: "user@realm or user@realm!token",
  })
  .meta({ allowed: "user@realm or user@realm!token" });
