import { type Place } from "../estate";

/** A store as something that one job at a time may use: what it lies on, or the store itself. */
export function storeResource({
  disk,
  ...place
}: Pick<Place, "engine" | "store" | "disk">): string {
  return disk === undefined ? `store:${place.engine}/${place.store}` : `disk:${disk}`;
}
