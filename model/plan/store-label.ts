import { type Place } from "../estate";

/**
 * What a store is called in the estate: by its own name, or as `NAME@SERVER` where its product has several servers. Its
 * own name comes first, so that jobs are placed in the same order whether there is a second server or not.
 */
export function storeLabel({ server, store }: Pick<Place, "server" | "store">): string {
  return server === undefined ? store : `${store}@${server}`;
}

/** The names that such a label is made of. */
export function storeAddress(label: string): Pick<Place, "server" | "store"> {
  const [store = label, server] = label.split("@");
  return server === undefined ? { store } : { server, store };
}
