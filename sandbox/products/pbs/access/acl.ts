import { type Command, type Json } from "../command-line/command";
import { outputFormat, printRows, type Row } from "../command-line/output";
import { checkDigest, readConfig } from "../config/config-file";
import { withLocks } from "../config/lock";
import { authIdSchema, digestSchema } from "../schema/formats";
import { flag, oneOf, pattern, text } from "../schema/scalars";
import { userFile } from "../user/user";
import { withEntry, withoutEntry } from "./acl-entry";
import { aclLock, readAcl, writeAcl } from "./acl-file";
import { checkAclPath } from "./acl-path";
import { roles } from "./roles";

/** A path of permissions, at most 128 characters. */
export const aclPathSchema = text("Access control path.", {
  format: pattern(/^(?:\/|(?:\/[A-Za-z0-9_][A-Za-z0-9._-]*)+)$/),
  min: 1,
  max: 128,
});

const groupSchema = text("Group ID", {
  format: pattern(/^[^\s:/\x00-\x1f\x7f]+$/),
  min: 3,
  max: 64,
});

/** `acl list`: every permission, one row for each role of each holder. */
export const listAcl: Command = {
  description: "Access Control list.",
  positional: [],
  parameters: outputFormat,
  execute(values, context) {
    printRows(context, values, aclRows(), ["ugid", "path", "propagate", "roleid"]);
    return undefined;
  },
};

/** Every permission as it is listed. */
export function aclRows(): Row[] {
  return readAcl().entries.map(({ path, holder, role, propagate }) => ({
    path,
    propagate,
    roleid: role,
    ugid: holder.replace(/^@/, ""),
    ugid_type: holder.startsWith("@") ? "group" : "user",
  }));
}

/** `acl update PATH ROLE`: adds or, with `--delete`, removes a permission; repeating it is harmless. */
export const updateAcl: Command = {
  description: "Update Access Control List (ACLs).",
  positional: ["path", "role"],
  parameters: {
    path: { schema: aclPathSchema, required: true },
    role: {
      schema: text(
        "Enum representing roles via their [PRIVILEGES] combination.\n\nSince privileges are implemented as bitflags, each unique combination of privileges maps to a single, unique `u64` value that is used in this enum definition.",
        { format: { ...oneOf(...Object.keys(roles)), typeText: "<role>" } },
      ),
      required: true,
    },
    propagate: { schema: flag("Allow to propagate (inherit) permissions.", true) },
    "auth-id": { schema: authIdSchema },
    group: { schema: groupSchema },
    delete: { schema: flag("Remove permissions (instead of adding it).") },
    digest: { schema: digestSchema },
  },
  execute: (given) =>
    withLocks([aclLock], (): Json | undefined => {
      const { entries, digest } = readAcl();
      checkDigest(given["digest"], digest);
      if (given["group"] !== undefined) {
        throw new Error("parameter 'group' - groups are currently not supported.");
      }
      if (given["auth-id"] === undefined) throw new Error("missing 'userid' or 'group' parameter.");
      const [path, role, holder] = [given["path"], given["role"], given["auth-id"]].map(String) as [
        string,
        string,
        string,
      ];
      if (given["delete"] === true) {
        writeAcl(withoutEntry(entries, { path, role, holder }));
        return undefined;
      }
      checkHolder(holder);
      checkAclPath(path);
      writeAcl(withEntry(entries, { path, role, holder, propagate: given["propagate"] !== false }));
      return undefined;
    }),
};

function checkHolder(holder: string): void {
  if (readConfig(userFile).sections.some(({ id }) => id === holder)) return;
  throw new Error(`no such ${holder.includes("!") ? "API token" : "user"}.`);
}
