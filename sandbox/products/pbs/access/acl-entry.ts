import { normalisePath } from "./acl-path";

/** One permission: a role for a user, token or `@group` on a path. */
export interface AclEntry {
  readonly path: string;
  /** User id, token id, or group name after an `@`. */
  readonly holder: string;
  readonly role: string;
  /** Whether it holds below the path too. */
  readonly propagate: boolean;
}

const noAccess = "NoAccess";

/**
 * Adds a permission, replacing the same one with another `propagate`. `NoAccess` excludes every
 * other role of a holder on a path.
 */
export function withEntry(entries: readonly AclEntry[], added: AclEntry): AclEntry[] {
  const entry = { ...added, path: normalisePath(added.path) };
  const replaced = (other: AclEntry) =>
    other.path === entry.path &&
    other.holder === entry.holder &&
    (other.role === entry.role || other.role === noAccess || entry.role === noAccess);
  return [...entries.filter((other) => !replaced(other)), entry];
}

/** Removes a permission; whether there was one does not matter. */
export function withoutEntry(
  entries: readonly AclEntry[],
  { path, holder, role }: Omit<AclEntry, "propagate">,
): AclEntry[] {
  const at = normalisePath(path);
  return entries.filter(
    (entry) => entry.path !== at || entry.holder !== holder || entry.role !== role,
  );
}

/** Removes every permission on a path and below it. */
export function withoutPath(entries: readonly AclEntry[], path: string): AclEntry[] {
  return entries.filter((entry) => entry.path !== path && !entry.path.startsWith(`${path}/`));
}

/** Removes every permission of a user or token. */
export function withoutHolder(entries: readonly AclEntry[], holder: string): AclEntry[] {
  return entries.filter((entry) => entry.holder !== holder);
}
