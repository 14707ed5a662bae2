/**
 * The privileges that the paths served here ask for, by category. Source: PVE administration guide, chapter
 * "User Management", section "Privileges".
 */
const categories = {
  VM: { root: [], admin: ["VM.Allocate"], user: ["VM.Backup"], audit: ["VM.Audit"] },
  Sys: {
    root: ["Sys.PowerMgmt", "Sys.Modify"],
    admin: ["Sys.Console", "Sys.Syslog"],
    user: [],
    audit: ["Sys.Audit"],
  },
  Datastore: {
    root: [],
    admin: ["Datastore.Allocate", "Datastore.AllocateTemplate"],
    user: ["Datastore.AllocateSpace"],
    audit: ["Datastore.Audit"],
  },
  User: { root: [], admin: ["User.Modify"], user: [], audit: [] },
  Pool: { root: [], admin: ["Pool.Allocate"], user: [], audit: ["Pool.Audit"] },
} as const;

type Groups = (typeof categories)[keyof typeof categories];

const every = (...groups: (keyof Groups)[]) =>
  Object.values(categories).flatMap((category) => groups.flatMap((group) => [...category[group]]));

/** Every privilege a role may hold. */
export const privileges: readonly string[] = every("root", "admin", "user", "audit");

/** The roles that are always there; the product makes them of the categories in the same way. */
export const builtInRoles: Readonly<Record<string, readonly string[]>> = {
  NoAccess: [],
  Administrator: privileges,
  PVEAdmin: every("admin", "user", "audit"),
  PVEAuditor: every("audit"),
  ...roles("Admin", "admin", "user", "audit"),
  ...roles("User", "user", "audit"),
};

/** One role a category, for example `PVEDatastoreAdmin`. */
function roles(suffix: string, ...groups: (keyof Groups)[]): Record<string, readonly string[]> {
  const named = Object.entries(categories).map(([name, category]): [string, readonly string[]] => [
    `PVE${name}${suffix}`,
    groups.flatMap((group) => [...category[group]]),
  ]);
  return Object.fromEntries(named);
}
