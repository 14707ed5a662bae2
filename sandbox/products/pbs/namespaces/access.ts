import { type Privilege, privileges } from "../access/roles";
import { forbidden } from "../api/api-error";
import { type Caller } from "../api/caller";
import { aclPathOf, parentOf } from "./namespace-tree";

/** Any of these lets somebody see that a namespace is there. */
export const visibleWith: readonly Privilege[] = [
  "Datastore.Modify",
  "Datastore.Read",
  "Datastore.Backup",
  "Datastore.Audit",
];

/** Where something lies. */
export interface Place {
  readonly store: string;
  readonly namespace: string;
}

/**
 * Whether the caller may act on everything in a namespace (`full`), or only on groups of its own
 * (`partial`).
 *
 * @throws ApiError 403 naming what is missing, and where, if neither.
 */
export function accessTo(
  caller: Caller,
  { store, namespace }: Place,
  full: readonly Privilege[],
  partial: readonly Privilege[] = [],
): "all" | "own" {
  const path = aclPathOf(store, namespace);
  if (caller.hasAny(path, full)) return "all";
  if (caller.hasAny(path, partial)) return "own";
  throw forbidden(`missing ${inOrder([...full, ...partial]).join("|")} on ${path}`);
}

/** @throws Error for the root namespace, or 403 without `Datastore.Modify` on the parent. */
export function checkMayModify(caller: Caller, { store, namespace }: Place): void {
  if (namespace === "") throw new Error("Cannot create/delete root namespace!");
  accessTo(caller, { store, namespace: parentOf(namespace) }, ["Datastore.Modify"]);
}

function inOrder(wanted: readonly Privilege[]): Privilege[] {
  return privileges.filter((name) => wanted.includes(name));
}
