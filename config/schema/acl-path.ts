const name = "[A-Za-z0-9_][A-Za-z0-9._-]*";

/** Levels of namespaces below a datastore. Source: pbs-api-types, MAX_NAMESPACE_DEPTH. */
const deepest = 7;

/** The paths that can carry permissions; the product refuses every other. Source: pbs-config, `check_acl_path`. */
const shapes: readonly string[] = [
  "access(/(acl|users|domains|openid(/NAME)?))?",
  `datastore(/NAME){0,${1 + deepest}}`,
  `remote(/NAME){0,${2 + deepest}}`,
  "system(/(certificates|disks|log|notifications|status|tasks|time))?",
  "system/(services|s3-endpoint|encryption-keys)(/NAME)?",
  "system/network(/(dns|interfaces(/NAME)?))?",
  "tape(/(device|pool|job)(/NAME)?)?",
];

/** A path of permissions. */
export const aclPath = new RegExp(
  `^/(${shapes.map((shape) => shape.replaceAll("NAME", name)).join("|")})?$`,
);

/** What {@link aclPath} takes, for people. */
export const aclPathsInWords =
  "/, /access[/acl|users|domains|openid[/REALM]], /datastore[/STORE[/NAMESPACE]], /remote[/REMOTE[/STORE[/NAMESPACE]]], " +
  "/system[/certificates|disks|log|notifications|status|tasks|time|services[/NAME]|network[/dns|interfaces[/NAME]]|s3-endpoint[/ID]|encryption-keys[/ID]], " +
  "/tape[/device|pool|job[/NAME]]";
