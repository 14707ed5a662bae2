import { type Declaration } from "./schema/estate";

/** A user of Proxmox Backup Server as it is declared. */
export type User = Declaration["pbs"][string]["users"][string];

/** A role of a user on a path. */
export type Grant = User["grants"][number];

/** The user whose token this is: `user@realm` of `user@realm!name`. */
export function userOf(token: string): string {
  return token.split("!")[0] ?? "";
}

/** A datastore, or a namespace of one. */
interface DatastorePart {
  readonly store: string;
  readonly namespace?: string | undefined;
}

/** Where rights on what a place holds are granted. */
export function datastorePath({ store, namespace }: DatastorePart): string {
  return ["/datastore", store, namespace].filter(Boolean).join("/");
}

/** The grants that count on a path: those of the deepest level that has any, in the place of all above it. */
export function effectiveGrants(grants: readonly Grant[], path: string): Grant[] {
  const parts = path.split("/").filter(Boolean);
  const levels = [
    path,
    ...parts.map((_, index) => `/${parts.slice(0, index).join("/")}`).reverse(),
  ];
  const counting = levels.map((level) =>
    grants.filter((grant) => grant.path === level && (grant.propagate || level === path)),
  );
  return counting.find((here) => here.length > 0) ?? [];
}
