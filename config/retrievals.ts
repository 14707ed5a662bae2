import { type Fault } from "../model/fault";
import { sortedEntries } from "../model/record";
import { retrievalTiers } from "../model/time/retrieval";
import { type SoundSections } from "./references";

/** Tiers of retrieval from what answers at once: they would go nowhere. */
export function retrievalFaults({ places = {} }: SoundSections): Fault[] {
  return sortedEntries(places).flatMap(([name, place]) => {
    if (place.engine !== "s3" || place.retrieval === undefined) return [];
    const { storageClass, retrieval } = place;
    if (retrievalTiers(storageClass).length > 0) return [];
    return [
      {
        path: `backup:places.${name}.retrieval`,
        message: `is given for ${storageClass}, which answers at once`,
        got: retrieval,
        allowed: "a tier where the storage class archives: GLACIER, DEEP_ARCHIVE",
        fix: "take it out, or correct the storage class",
      },
    ];
  });
}
