import { type Estate, type Place } from "../estate";
import { entry } from "../record";
import { storeLabel } from "./store-label";

/** The part of a store that a place is: what prunes it prunes all that lies there, whatever places name it. */
export function storePart({ places }: Pick<Estate, "places">, name: string): string {
  return partOf(entry(places, name));
}

/** The same, of a place itself. */
export function partOf({ engine, namespace, ...place }: Place): string {
  const store = `${engine} ${storeLabel(place)}`;
  return namespace === undefined ? store : `${store}:${namespace}`;
}
