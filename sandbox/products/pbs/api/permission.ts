import { type Privilege } from "../access/roles";
import { type Values } from "../schema/schema";
import { type Caller } from "./caller";

/** Who may call a method, judged before its parameters are. */
export type Permission = (caller: Caller, path: Values) => boolean;

/** Everybody, without credentials. */
export const world: Permission = () => true;

/** Everybody with credentials; the method itself judges further. */
export const anybody: Permission = () => true;

/** Who has any of `privileges` on a path such as `/remote/{name}`; on `/remote` without a name. */
export function privilege(path: string, ...privileges: readonly Privilege[]): Permission {
  return (caller, values) => {
    const at = path.replace(/\/\{([^}]+)\}/g, (_, name: string) =>
      values[name] === undefined ? "" : `/${String(values[name])}`,
    );
    return caller.hasAny(at, privileges);
  };
}

/** The user whose id the path names; not that user's tokens. */
export const oneself: Permission = ({ authId }, { userid }) => authId === userid;

/** Who passes any of `permissions`. */
export function either(...permissions: readonly Permission[]): Permission {
  return (caller, values) => permissions.some((permission) => permission(caller, values));
}
