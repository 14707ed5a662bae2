import { type Command, type Context } from "../command-line/command";
import { outputFormat, print } from "../command-line/output";
import { findSection, readConfig } from "../config/config-file";
import { type Section } from "../config/section-config";
import { authIdSchema } from "../schema/formats";
import { userFile } from "../user/user";
import { aclPathSchema } from "./acl";
import { type AclEntry } from "./acl-entry";
import { readAcl } from "./acl-file";
import { normalisePath } from "./acl-path";
import { privileges, roles } from "./roles";

/** Privileges by name; true if they also hold below the path. */
type Rights = Readonly<Record<string, boolean>>;

/** Paths that are shown even when no permission names them. */
const defaultPaths = ["/", "/access", "/datastore", "/remote", "/system"];

const everything: Rights = Object.fromEntries(privileges.map((name) => [name, true]));

/** `user permissions AUTHID`: what a user or token may do, by path. */
export const listPermissions: Command = {
  description: "List permissions of user/token.",
  positional: ["auth-id"],
  parameters: {
    "auth-id": { schema: authIdSchema, required: true },
    path: { schema: aclPathSchema },
    ...outputFormat,
  },
  execute(values, context: Context) {
    const holder = String(values["auth-id"]);
    const { entries } = readAcl();
    const { sections } = readConfig(userFile);
    const path = values["path"] as string | undefined;
    const byPath = permissionsOf(entries, sections, context.now(), holder, path);
    print(context, values, byPath, () => asText(byPath));
    return undefined;
  },
};

/** The rights of a holder by path, without paths on which it has none. Default: every path with a permission. */
export function permissionsOf(
  entries: readonly AclEntry[],
  sections: readonly Section[],
  now: Date,
  holder: string,
  path?: string,
): Record<string, Rights> {
  const paths = path === undefined ? knownPaths(entries) : [path];
  const shown = paths
    .map((at) => [at, rightsOf(entries, sections, now, holder, at)] as const)
    .filter(([, rights]) => Object.keys(rights).length > 0);
  return Object.fromEntries(shown);
}

/**
 * The rights of a holder on a path. A deeper permission replaces inherited ones; a token never has
 * more than its user; disabled and expired accounts have none; root@pam has all.
 */
export function rightsOf(
  entries: readonly AclEntry[],
  sections: readonly Section[],
  now: Date,
  holder: string,
  path: string,
): Rights {
  const [user = ""] = holder.split("!");
  const ids = [...new Set([user, holder])];
  if (!ids.every((id) => isActive(sections, now, id))) return {};
  const own = grantedRights(entries, holder, path);
  if (holder === user) return own;
  const limit = grantedRights(entries, user, path);
  return Object.fromEntries(
    Object.entries(own)
      .filter(([name]) => Object.hasOwn(limit, name))
      .map(([name, propagate]) => [name, propagate && limit[name] === true]),
  );
}

function grantedRights(entries: readonly AclEntry[], holder: string, path: string): Rights {
  if (holder === "root@pam") return everything;
  const target = normalisePath(path);
  let effective: readonly AclEntry[] = [];
  for (const level of levelsOf(target)) {
    const here = entries.filter(
      (entry) =>
        entry.holder === holder && entry.path === level && (entry.propagate || level === target),
    );
    if (here.length > 0) effective = here;
  }
  return Object.fromEntries(
    effective.flatMap(({ role, propagate }) =>
      (roles[role] ?? []).map((privilege) => [privilege, propagate]),
    ),
  );
}

function levelsOf(path: string): string[] {
  const parts = path.split("/").filter(Boolean);
  return [0, ...parts.keys()].map((_, count) => `/${parts.slice(0, count).join("/")}`);
}

/** Whether a user or token exists, is enabled and has not expired. */
export function isActive(sections: readonly Section[], now: Date, id: string): boolean {
  const account = findSection(sections, id.includes("!") ? "token" : "user", id)?.values;
  if (account === undefined || account["enable"] === false) return false;
  const expire = Number(account["expire"] ?? 0);
  return expire === 0 || expire > now.getTime() / 1000;
}

function knownPaths(entries: readonly AclEntry[]): string[] {
  const named = entries.flatMap(({ path }) => levelsOf(path));
  return [...new Set([...defaultPaths, ...named])].sort();
}

function asText(byPath: Readonly<Record<string, Rights>>): string {
  const blocks = Object.entries(byPath).map(([path, rights]) => {
    const lines = Object.keys(rights)
      .sort()
      .map((name) => `- ${name}${rights[name] === true ? " (*)" : ""}\n`);
    return `Path: ${path}\n${lines.join("")}`;
  });
  return `Privileges with (*) have the propagate flag set\n\n${blocks.join("")}`;
}
