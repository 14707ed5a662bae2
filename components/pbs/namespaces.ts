import { entry, mapRecord, optionalEntry } from "../../model/record";
import { type Product } from "../product";
import { type Host } from "../remote/host";
import { type PbsDatastore } from "./datastore";
import { PbsNamespace } from "./namespace";
import { type DatastorePart, placeOf } from "./part";

/** Something that uses a namespace of a datastore, or all of it. */
export interface NamespaceUser {
  readonly store: string;
  readonly ns?: string | undefined;
}

type Datastores = Readonly<Record<string, PbsDatastore>>;

/** Defines the namespaces that something uses, by `STORE/NAMESPACE`. */
export function defineNamespaces(
  server: Product<object>,
  host: Host,
  datastores: Datastores,
  users: readonly NamespaceUser[],
): Record<string, PbsNamespace> {
  const used = users.flatMap(({ store, ns }) => {
    const datastore = optionalEntry(datastores, store);
    return ns === undefined || datastore === undefined
      ? []
      : [[placeOf(store, ns), { datastore, namespace: ns }] as const];
  });
  return mapRecord(
    Object.fromEntries(used),
    (part, name) =>
      new PbsNamespace(server.childName(name), { host, ...part }, server.inside(name)),
  );
}

/** Finds the part of a datastore by its names. @throws Error if it was not defined */
export function partFinder(
  datastores: Datastores,
  namespaces: Readonly<Record<string, PbsNamespace>>,
): (store: string, namespace: string | undefined) => DatastorePart {
  return (store, namespace) =>
    namespace === undefined
      ? entry(datastores, store)
      : entry(namespaces, placeOf(store, namespace));
}
