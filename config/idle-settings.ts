import { type Fault } from "../model/fault";
import { sortedEntries } from "../model/record";
import { retrievalTiers } from "../model/time/retrieval";
import { type SoundSections } from "./references";

/** Settings that would go nowhere because of what stands beside them. */
export function idleSettings({ places = {} }: SoundSections): Fault[] {
  return sortedEntries(places).flatMap(([name, place]) => [
    ...idleRetrieval(`backup:places.${name}`, place),
    ...idleExemption(`backup:places.${name}`, place),
  ]);
}

type Place = NonNullable<SoundSections["places"]>[string];

/** A tier of retrieval from what answers at once. */
function idleRetrieval(path: string, place: Place): Fault[] {
  if (place.engine !== "s3" || place.retrieval === undefined) return [];
  const { storageClass, retrieval } = place;
  if (retrievalTiers(storageClass).length > 0) return [];
  return [
    {
      path: `${path}.retrieval`,
      message: `is given for ${storageClass}, which answers at once`,
      got: retrieval,
      allowed: "a tier where the storage class archives: GLACIER, DEEP_ARCHIVE",
      fix: "take it out, or correct the storage class",
    },
  ];
}

/** A reason for copies in clear where none are. */
function idleExemption(path: string, place: Place): Fault[] {
  const exemption = "unencrypted" in place ? place.unencrypted : undefined;
  if (exemption === undefined || place.encryption === "none") return [];
  return [
    {
      path: `${path}.unencrypted`,
      message: "allows copies in clear where all of them are encrypted",
      got: exemption.reason,
      allowed: "an exemption beside `encryption: none`",
      fix: "take it out, or say `encryption: none` if copies lie there in clear",
    },
  ];
}
