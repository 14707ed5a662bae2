import { type Estate } from "../estate";
import { reaches } from "./capacity";
import { type StoreCapacity } from "./plan";
import { storeResource } from "./store-resource";

/** Names of the places whose store, or the disk that it lies on, cannot hold what is planned for it. */
export function overfullPlaces(
  { places }: Pick<Estate, "places">,
  capacity: readonly StoreCapacity[],
): ReadonlySet<string> {
  const overfull = new Set(
    capacity
      .filter(({ storedGB, capacityGB }) => reaches(storedGB, 100, capacityGB))
      .map(({ resource }) => resource),
  );
  return new Set(
    Object.entries(places)
      .filter(([, place]) => overfull.has(storeResource(place)))
      .map(([name]) => name),
  );
}
