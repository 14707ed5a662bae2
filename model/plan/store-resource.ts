import { type Place } from "../estate";
import { storeLabel } from "./store-label";

/** A store as something that one job at a time may use: what it lies on, or the store itself. */
export function storeResource({
  disk,
  ...place
}: Pick<Place, "engine" | "server" | "store" | "disk">): string {
  return disk === undefined
    ? `store:${place.engine}/${storeLabel(place)}`
    : `disk:${storeLabel({ server: place.server, store: disk })}`;
}
