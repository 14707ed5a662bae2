import { each, one, type Reference, type Target } from "./reference";
import { type Declaration } from "./schema/estate";

type Pbs = Declaration["pbs"];

/** The tokens that are declared, as `user@realm!name`. */
export function tokensOf({ users }: Pbs): string[] {
  return Object.entries(users).flatMap(([user, { tokens }]) =>
    Object.keys(tokens).map((token) => `${user}!${token}`),
  );
}

/** What names within `backup:pbs` must lead to. */
export function pbsTargets(pbs: Pbs): Target[] {
  return [...storeTargets(pbs), ...remoteTargets(pbs), ...notificationTargets(pbs)];
}

function storeTargets(pbs: Pbs): Target[] {
  return [
    {
      noun: "datastore",
      known: Object.keys(pbs.datastores),
      references: [
        ...each("pbs.syncJobs", pbs.syncJobs, "store", ({ store }) => store),
        ...each("pbs.syncJobs", pbs.syncJobs, "remoteStore", ({ remote, remoteStore }) =>
          remote === undefined ? remoteStore : undefined,
        ),
        ...granted(pbs, "datastore"),
      ],
    },
    {
      noun: "S3 endpoint",
      known: Object.keys(pbs.s3Endpoints),
      references: each(
        "pbs.datastores",
        pbs.datastores,
        "backend.client",
        ({ backend }) => backend?.client,
      ),
    },
  ];
}

function remoteTargets(pbs: Pbs): Target[] {
  return [
    {
      noun: "remote",
      known: Object.keys(pbs.remotes),
      references: [
        ...each("pbs.syncJobs", pbs.syncJobs, "remote", ({ remote }) => remote),
        ...granted(pbs, "remote"),
      ],
    },
    {
      noun: "user or token of the backup server",
      known: ["root@pam", ...Object.keys(pbs.users), ...tokensOf(pbs)],
      references: each("pbs.syncJobs", pbs.syncJobs, "owner", ({ owner }) => owner),
    },
  ];
}

function notificationTargets({ notificationEndpoints, notificationMatchers }: Pbs): Target[] {
  return [
    {
      noun: "notification endpoint",
      // The product's own, which is always there.
      known: ["mail-to-root", ...Object.keys(notificationEndpoints)],
      references: Object.entries(notificationMatchers).flatMap(([name, { target }]) =>
        target.flatMap((value, index) =>
          one(`pbs.notificationMatchers.${name}.target[${index}]`, value),
        ),
      ),
    },
  ];
}

/** What permissions on paths such as `/datastore/STORE` are about. */
function granted({ users }: Pbs, area: string): Reference[] {
  return Object.entries(users).flatMap(([user, { grants }]) =>
    grants.flatMap(({ path }, index) => {
      const [, first, value] = path.split("/");
      return first === area ? one(`pbs.users.${user}.grants[${index}].path`, value) : [];
    }),
  );
}
