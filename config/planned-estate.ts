import { type Estate, type Place } from "../model/estate";
import { storeLabel } from "../model/plan/store-label";
import { entry, mapRecord } from "../model/record";
import { isOnServer, serverNameOf, serversFor } from "./place-servers";
import { productsOf } from "./products";
import { type Declaration } from "./schema/estate";
import { inShortForm, type ShortSections } from "./short-form";

/**
 * A declaration as the plan sees it: what lies on the servers of one product is in one record, by its own name where
 * there is one server, as `NAME@SERVER` where there are several.
 */
export function plannedEstate(declaration: Declaration, short: ShortSections): Estate {
  const { pbs, pve, vault, places, nodes } = declaration;
  const servers = productsOf("pbs", pbs);
  const label = labelling(pbs);
  const namesIn = ({ notificationEndpoints, notificationMatchers }: Server) => [
    ...Object.keys(notificationEndpoints),
    ...Object.keys(notificationMatchers),
  ];
  const of = <Key extends "datastores" | "syncJobs" | "trafficControls">(key: Key) =>
    servers.flatMap(({ name: server, path, declared }) =>
      Object.entries(declared[key]).map(([name, one]: [string, Server[Key][string]]) => ({
        ...{ server, name: label(server, name), one },
        path: inShortForm(`${path}.${key}.${name}`, short),
      })),
    );
  const archives = labelling(vault);
  const vaults = productsOf("vault", vault);
  const vaultsWithout = (key: "access" | "logs" | "alarms") =>
    vaults
      .filter(({ declared }) => declared[key] === undefined)
      .map(({ path }) => inShortForm(path, short));
  /** What vaults declare, by the path where they do. */
  const byPath = <Value>(key: string, declaredBy: (one: (typeof vaults)[number]) => Value) =>
    Object.fromEntries(
      vaults.flatMap((one) => {
        const value = declaredBy(one);
        return value === undefined
          ? []
          : [[inShortForm(`${one.path}.${key}`, short), value] as const];
      }),
    ) as Record<string, Exclude<Value, undefined>>;
  return {
    ...declaration,
    nodes: Object.keys(pve).length > 1 ? nodes : mapRecord(nodes, withoutCluster),
    places: mapRecord(places, (place) => ({ ...place, server: serverOf(declaration, place) })),
    pbs: {
      datastores: byName(
        of("datastores").map(({ server, name, path, one }) => ({
          ...{ name, ...one, path },
          notified: namesIn(entry(pbs, server)),
        })),
      ),
      syncJobs: byName(
        of("syncJobs").map(({ server, name, path, one }) => ({
          ...{ name, ...one, path },
          store: label(server, one.store),
          remoteStore: one.remote === undefined ? label(server, one.remoteStore) : one.remoteStore,
        })),
      ),
      trafficControls: byName(
        of("trafficControls").map(({ server, name, path, one }) => ({
          ...{ name, ...one, path },
          ...(servers.length > 1 ? { server } : {}),
        })),
      ),
    },
    vault: {
      escrows: Object.keys(vault).length > 0,
      withoutAccess: vaultsWithout("access"),
      withoutSigners: vaults
        .filter(({ declared: { access } }) => access?.evidenceSigners.length === 0)
        .map(({ path }) => inShortForm(path, short)),
      withoutLogs: vaultsWithout("logs"),
      withoutAlarms: vaultsWithout("alarms"),
      deletionWindows: byPath(
        "key.deletionWindowDays",
        (one) => one.declared.key.deletionWindowDays,
      ),
      logs: byPath("logs.keptDays", ({ name, declared: { logs } }) =>
        logs === undefined
          ? undefined
          : { ...(vaults.length > 1 ? { server: name } : {}), keptDays: logs.keptDays },
      ),
      limits: byPath("alarms.monthlyLimitUSD", (one) => one.declared.alarms?.monthlyLimitUSD),
      buckets: Object.fromEntries(
        vaults.flatMap(({ name, declared }) =>
          Object.entries(declared.buckets).map(([store, bucket]) => [
            archives(name, store),
            bucket,
          ]),
        ),
      ),
    },
  };
}

type Server = Declaration["pbs"][string];

/** Of one cluster every node is a part, whether it says so or not. */
function withoutCluster({ cluster: _, ...node }: Declaration["nodes"][string]) {
  return node;
}

/** How what is on servers is called. */
function labelling(product: Readonly<Record<string, unknown>>) {
  const isOne = Object.keys(product).length < 2;
  return (server: string, store: string) => storeLabel(isOne ? { store } : { server, store });
}

/** Which of several servers a place is on. @throws Error if none can be told: that is a fault of the declaration */
function serverOf(declaration: Declaration, place: Declaration["places"][string]): Place["server"] {
  if (!isOnServer(place) || Object.keys(serversFor(declaration, place) ?? {}).length < 2)
    return undefined;
  const name = serverNameOf(declaration, place);
  if (name === undefined) throw new Error(`nobody knows on which server ${place.store} is`);
  return name;
}

function byName<One extends { readonly name: string }>(
  all: readonly One[],
): Record<string, Omit<One, "name">> {
  return Object.fromEntries(all.map(({ name, ...one }) => [name, one]));
}
