import { ApiError } from "../api/api-error";
import { type UserConfig } from "./user-config";

/** Who calls the API, and what that one may do. */
export interface Caller {
  /** A user, or a token id `user@realm!name`. */
  readonly id: string;
  may(path: string, privilege: string): boolean;
}

const superuser = "root@pam";

/** Root itself, as on a node's command line: may do everything, which none of its tokens may. */
export const root: Caller = { id: superuser, may: () => true };

/** Whether some options are open to the caller that are closed to every token. */
export const isRoot = (caller: Caller) => caller.id === superuser;

/** A user or token with the rights `config` gives it. */
export function callerOf(id: string, config: UserConfig): Caller {
  return { id, may: (path, privilege) => privilegesAt(config, id, path).includes(privilege) };
}

/** @throws ApiError 403, the product's text */
export function demand(caller: Caller, path: string, privilege: string): void {
  if (!caller.may(path, privilege))
    throw new ApiError(403, `Permission check failed (${path}, ${privilege})`);
}

/**
 * A token with privilege separation has what it is granted itself, as far as its user has it too; one without
 * has all its user has (PVE administration guide, "API Tokens").
 */
function privilegesAt(config: UserConfig, id: string, path: string): readonly string[] {
  const [user = "", token] = id.split("!");
  const ofUser = user === superuser ? config.roles["Administrator"] : granted(config, user, path);
  if (token === undefined) return ofUser ?? [];
  const settings = config.users[user]?.tokens[token];
  if (settings === undefined) return [];
  if (!settings.privilegeSeparation) return ofUser ?? [];
  return granted(config, id, path).filter((privilege) => ofUser?.includes(privilege));
}

/** Grants at a deeper path replace inherited ones, grants to a user replace those to its groups. */
function granted(config: UserConfig, subject: string, path: string): readonly string[] {
  const groups = Object.keys(config.groups)
    .filter((group) => config.groups[group]?.includes(subject))
    .map((group) => `@${group}`);
  let roles: readonly string[] = [];
  for (const place of ancestors(path)) {
    const here = config.acl.filter((entry) => entry.path === place);
    const inForce = here.filter((entry) => entry.propagate || place === path);
    const own = inForce.filter((entry) => entry.subject === subject);
    const inherited = inForce.filter((entry) => groups.includes(entry.subject));
    const found = own.length > 0 ? own : inherited;
    if (found.length > 0) roles = found.map(({ role }) => role);
  }
  if (roles.includes("NoAccess")) return [];
  return roles.flatMap((role) => config.roles[role] ?? []);
}

/** `/`, then each path below it down to the given one. */
function ancestors(path: string): readonly string[] {
  const parts = path.split("/").filter((part) => part !== "");
  return ["/", ...parts.map((_part, index) => `/${parts.slice(0, index + 1).join("/")}`)];
}
