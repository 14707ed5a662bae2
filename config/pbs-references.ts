import { type DeclaredProduct } from "./products";
import { each, one, type Reference, type Target } from "./reference";
import { type Declaration } from "./schema/estate";

type Server = Declaration["pbs"][string];
type Pbs = DeclaredProduct<Server>;

/** The tokens that are declared, as `user@realm!name`. */
export function tokensOf({ users }: Server): string[] {
  return Object.entries(users).flatMap(([user, { tokens }]) =>
    Object.keys(tokens).map((token) => `${user}!${token}`),
  );
}

/** What names within a server must lead to. */
export function pbsTargets(pbs: Pbs): Target[] {
  return [...storeTargets(pbs), ...remoteTargets(pbs), ...notificationTargets(pbs)];
}

function storeTargets({ name, declared: pbs }: Pbs): Target[] {
  const at = `pbs.${name}`;
  return [
    {
      noun: "datastore",
      known: Object.keys(pbs.datastores),
      references: [
        ...each(`${at}.syncJobs`, pbs.syncJobs, "store", ({ store }) => store),
        ...each(`${at}.syncJobs`, pbs.syncJobs, "remoteStore", ({ remote, remoteStore }) =>
          remote === undefined ? remoteStore : undefined,
        ),
        ...granted(pbs, at, "datastore"),
      ],
    },
    {
      noun: "S3 endpoint",
      known: Object.keys(pbs.s3Endpoints),
      references: each(
        `${at}.datastores`,
        pbs.datastores,
        "backend.client",
        ({ backend }) => backend?.client,
      ),
    },
  ];
}

function remoteTargets({ name, declared: pbs }: Pbs): Target[] {
  const at = `pbs.${name}`;
  return [
    {
      noun: "remote",
      known: Object.keys(pbs.remotes),
      references: [
        ...each(`${at}.syncJobs`, pbs.syncJobs, "remote", ({ remote }) => remote),
        ...granted(pbs, at, "remote"),
      ],
    },
    {
      noun: "user or token of the backup server",
      known: ["root@pam", ...Object.keys(pbs.users), ...tokensOf(pbs)],
      references: each(`${at}.syncJobs`, pbs.syncJobs, "owner", ({ owner }) => owner),
    },
  ];
}

function notificationTargets({ name: server, declared }: Pbs): Target[] {
  const { notificationEndpoints, notificationMatchers } = declared;
  return [
    {
      noun: "notification endpoint",
      // The product's own, which is always there.
      known: ["mail-to-root", ...Object.keys(notificationEndpoints)],
      references: Object.entries(notificationMatchers).flatMap(([name, { target }]) =>
        target.flatMap((value, index) =>
          one(`pbs.${server}.notificationMatchers.${name}.target[${index}]`, value),
        ),
      ),
    },
  ];
}

/** What permissions on paths such as `/datastore/STORE` are about. */
function granted({ users }: Server, at: string, area: string): Reference[] {
  return Object.entries(users).flatMap(([user, { grants }]) =>
    grants.flatMap(({ path }, index) => {
      const [, first, value] = path.split("/");
      return first === area ? one(`${at}.users.${user}.grants[${index}].path`, value) : [];
    }),
  );
}
