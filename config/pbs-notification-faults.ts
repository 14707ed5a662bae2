import { type Fault } from "../model/fault";
import { sortedEntries } from "../model/record";
import { type DeclaredProduct, productsOf } from "./products";
import { type SoundSections } from "./references";
import { type Declaration } from "./schema/estate";

type Pbs = DeclaredProduct<Declaration["pbs"][string]>;

/** Endpoints and matchers that Proxmox Backup Server would refuse when they are applied. */
export function pbsNotificationFaults({ pbs }: SoundSections): Fault[] {
  return productsOf("pbs", pbs).flatMap((server) => [
    ...withoutRecipients(server),
    ...sharedNames(server),
  ]);
}

function withoutRecipients({ path: server, declared: { notificationEndpoints } }: Pbs): Fault[] {
  return sortedEntries(notificationEndpoints).flatMap(([name, endpoint]) => {
    const mails = endpoint.type === "sendmail" || endpoint.type === "smtp";
    return !mails || (endpoint.mailto ?? endpoint.mailtoUser) !== undefined
      ? []
      : [
          {
            path: `${server}.notificationEndpoints.${name}`,
            message: "sends mail to nobody",
            got: "neither mailto nor mailtoUser",
            allowed: "mailto, mailtoUser, or both",
            fix: "name whom it is for: mailtoUser: [root@pam]",
          },
        ];
  });
}

/** What every server has from the start, and of which type. Source: proxmox-notify. */
const builtIn: ReadonlyMap<string, string> = new Map([
  ["mail-to-root", "sendmail"],
  ["default-matcher", "matcher"],
]);

/** The product keeps endpoints of all types and matchers in one file, each name once. */
function sharedNames({ path: server, declared }: Pbs): Fault[] {
  const { notificationEndpoints, notificationMatchers } = declared;
  const endpoints = sortedEntries(notificationEndpoints).map(([name, { type }]) => ({
    ...{ name, type, path: `notificationEndpoints.${name}` },
    taken: builtIn.get(name),
  }));
  const matchers = Object.keys(notificationMatchers).map((name) => ({
    ...{ name, type: "matcher", path: `notificationMatchers.${name}` },
    taken: notificationEndpoints[name]?.type ?? builtIn.get(name),
  }));
  return [...endpoints, ...matchers].flatMap(({ name, type, path, taken }) =>
    taken === undefined || taken === type
      ? []
      : [
          {
            path: `${server}.${path}`,
            message: `has the name of a ${taken === "matcher" ? taken : `${taken} endpoint`}, and endpoints and matchers share their names`,
            got: JSON.stringify(name),
            allowed: "a name that no other endpoint or matcher has",
            fix: "rename it",
          },
        ],
  );
}
