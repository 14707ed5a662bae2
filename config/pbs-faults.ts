import { type Fault } from "../model/fault";
import { sortedEntries } from "../model/record";
import { type DeclaredProduct, productsOf } from "./products";
import { type Declaration } from "./schema/estate";
import { type SoundSections } from "./references";

type Pbs = DeclaredProduct<Declaration["pbs"][string]>;

/** What Proxmox Backup Server would refuse when it is applied, or would keep as something else than it was told. */
export function pbsFaults({ pbs }: SoundSections): Fault[] {
  return productsOf("pbs", pbs).flatMap((server) => [
    ...syncsOntoThemselves(server),
    ...syncsTooDeep(server),
    ...passwordsOfTheSystem(server),
    ...longTokens(server),
    ...grantsThatExclude(server),
    ...nestedDatastores(server),
  ]);
}

/** The product compares the datastores alone, whatever the namespaces. */
function syncsOntoThemselves({ path: server, declared: { syncJobs } }: Pbs): Fault[] {
  return sortedEntries(syncJobs).flatMap(([job, { store, remote, remoteStore }]) =>
    remote !== undefined || store !== remoteStore
      ? []
      : [
          {
            path: `${server}.syncJobs.${job}.remoteStore`,
            message: "is the datastore that it copies to, whatever the namespaces",
            got: JSON.stringify(remoteStore),
            allowed: "another datastore of this server, or one of a remote",
            fix: "name another datastore, or the remote that has this one",
          },
        ],
  );
}

/** Levels of namespaces below a datastore. Source: pbs-api-types, MAX_NAMESPACE_DEPTH. */
const deepest = 7;

function syncsTooDeep({ path: server, declared: { syncJobs } }: Pbs): Fault[] {
  return sortedEntries(syncJobs).flatMap(([job, { ns, remoteNs, maxDepth }]) => {
    if (maxDepth === undefined) return [];
    const most = Math.max(...[ns, remoteNs].map((one) => one?.split("/").length ?? 0));
    return most + maxDepth <= deepest
      ? []
      : [
          {
            path: `${server}.syncJobs.${job}.maxDepth`,
            message: `goes deeper than namespaces can lie: ${most} levels of its namespace and ${maxDepth} below`,
            got: String(maxDepth),
            allowed: `at most ${deepest} levels in all`,
            fix: `write ${deepest - most} or less, or take it out: without, all levels count`,
          },
        ];
  });
}

/** Characters of a token's whole id. Source: pbs-api-types, Authid. */
const longestId = 64;

function longTokens({ path: server, declared: { users } }: Pbs): Fault[] {
  return sortedEntries(users).flatMap(([user, { tokens }]) =>
    Object.keys(tokens)
      .filter((token) => `${user}!${token}`.length > longestId)
      .map((token) => ({
        path: `${server}.users.${user}.tokens.${token}`,
        message: "has too long a name, together with that of its user",
        got: `${user}!${token}, ${`${user}!${token}`.length} characters`,
        allowed: `at most ${longestId} characters`,
        fix: "shorten the token's name",
      })),
  );
}

function passwordsOfTheSystem({ path: server, declared: { users } }: Pbs): Fault[] {
  return sortedEntries(users).flatMap(([user, { initialPassword }]) =>
    initialPassword && user.endsWith("@pam")
      ? [
          {
            path: `${server}.users.${user}.initialPassword`,
            message:
              "is set for an account of the machine itself, whose password the product does not keep",
            got: "true",
            allowed: "false for users of the realm pam",
            fix: "take it out and set the password on the machine (passwd), or make it a user of the realm pbs",
          },
        ]
      : [],
  );
}

/** Of what one holder has on one path the product keeps each role once, and nothing beside NoAccess. */
function grantsThatExclude({ path: server, declared: { users } }: Pbs): Fault[] {
  return sortedEntries(users).flatMap(([user, { grants }]) =>
    grants.flatMap(({ path, role }, index) => {
      const before = grants.slice(0, index).filter((grant) => grant.path === path);
      const other = before.find((grant) => excludes(grant.role, role));
      return other === undefined
        ? []
        : [
            {
              path: `${server}.users.${user}.grants[${index}]`,
              message:
                other.role === role
                  ? `grants ${role} on ${path} a second time`
                  : `stands beside ${other.role} on ${path}, and the product keeps only one of the two`,
              got: `${role} on ${path}`,
              allowed: "each role once on a path, and NoAccess alone",
              fix: "take one of the two out",
            },
          ];
    }),
  );
}

function excludes(one: string, other: string): boolean {
  return one === other || one === "NoAccess" || other === "NoAccess";
}

function nestedDatastores({ path: server, declared: { datastores } }: Pbs): Fault[] {
  const all = sortedEntries(datastores).map(([name, { path }]) => ({
    name,
    path,
    parts: partsOf(path),
  }));
  return all.flatMap(({ name, path, parts }, index) => {
    const around = all.find(
      (other, at) =>
        at !== index &&
        (at < index || !isWithin(other.parts, parts)) &&
        isWithin(parts, other.parts),
    );
    const fault = around && `is the directory of ${around.name}, or lies within it`;
    const message = parts.length === 0 ? "is the root of the machine" : fault;
    return message === undefined
      ? []
      : [
          {
            path: `${server}.datastores.${name}.path`,
            message,
            got: JSON.stringify(path),
            allowed:
              "a directory of its own, neither within that of another datastore nor around it",
            fix: "name another directory",
          },
        ];
  });
}

function partsOf(path: string): string[] {
  return path.split("/").filter((part) => part !== "" && part !== ".");
}

function isWithin(inner: readonly string[], outer: readonly string[]): boolean {
  return outer.every((part, index) => inner[index] === part);
}
