import { mapRecord, optionalEntry } from "../../model/record";
import { type Host } from "../remote/host";
import { type PbsDatastore } from "./datastore";
import { PbsNamespace } from "./namespace";

/** Something that uses a namespace of a datastore, or all of it. */
export interface NamespaceUser {
  readonly store: string;
  readonly ns?: string;
}

/** Defines the namespaces that something uses, by `STORE/NAMESPACE`. */
export function defineNamespaces(
  host: Host,
  datastores: Readonly<Record<string, PbsDatastore>>,
  users: readonly NamespaceUser[],
): Record<string, PbsNamespace> {
  const used = users.flatMap(({ store, ns }) => {
    const datastore = optionalEntry(datastores, store);
    return ns === undefined || datastore === undefined
      ? []
      : [[`${store}/${ns}`, { store, namespace: ns, datastore }] as const];
  });
  return mapRecord(
    Object.fromEntries(used),
    ({ datastore, ...part }, name) =>
      new PbsNamespace(name, { host, ...part }, { dependsOn: [datastore] }),
  );
}
