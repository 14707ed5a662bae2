import { readAcl } from "../access/acl-file";
import { normalisePath } from "../access/acl-path";
import { rightsOf } from "../access/permissions";
import { type Privilege } from "../access/roles";
import { type Context } from "../command-line/command";
import { readConfig } from "../config/config-file";
import { userFile } from "../user/user";

/** Who calls the API, and what that user or token may do at this moment. */
export interface Caller extends Context {
  /** Whether the caller has any of the privileges on a path. */
  hasAny(path: string, privileges: readonly Privilege[]): boolean;
  /** Whether the caller has any of the privileges anywhere below a path. */
  hasAnyBelow(path: string, privileges: readonly Privilege[]): boolean;
}

/** A caller whose permissions are those of the files as they are now. */
export function callerOf(context: Context): Caller {
  const { entries } = readAcl();
  const { sections } = readConfig(userFile);
  const hasAny: Caller["hasAny"] = (path, privileges) => {
    const rights = rightsOf(entries, sections, context.now(), context.authId, path);
    return privileges.some((name) => Object.hasOwn(rights, name));
  };
  return {
    ...context,
    hasAny,
    hasAnyBelow(path, privileges) {
      const inside = entries.map((entry) => normalisePath(entry.path));
      return inside.filter((at) => at.startsWith(`${path}/`)).some((at) => hasAny(at, privileges));
    },
  };
}
