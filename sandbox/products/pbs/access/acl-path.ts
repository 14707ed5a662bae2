const part = "[^/]+";

/** The paths that may carry permissions (pbs-config, check_acl_path). */
const shapes = [
  "",
  "access(/(acl|users|domains|openid(/X)?))?",
  "datastore(/X){0,8}",
  "remote(/X){0,9}",
  "system(/(certificates|disks|log|notifications|status|tasks|time))?",
  "system/services(/X)?",
  "system/network(/(dns|interfaces(/X)?))?",
  "system/(s3-endpoint|encryption-keys)(/X)?",
  "tape(/(device|pool|job)(/X)?)?",
].map((shape) => new RegExp(`^${shape.replaceAll("X", part)}$`));

/** A path without empty parts; `/` for the root. */
export function normalisePath(path: string): string {
  return `/${path.split("/").filter(Boolean).join("/")}`;
}

/** @throws Error `invalid acl path '…'.` */
export function checkAclPath(path: string): void {
  const inner = normalisePath(path).slice(1);
  if (!shapes.some((shape) => shape.test(inner))) throw new Error(`invalid acl path '${path}'.`);
}
