import { type Estate } from "../estate";
import { type Finding } from "../finding";
import { entry } from "../record";
import { describeSteps, restoreTime } from "../time/restore-time";
import { retrievalTiers } from "../time/retrieval";
import { type PlannedItem } from "./plan";
import { type Outcome } from "./recovery-point";

/**
 * How long it takes at best to have an item back from a place, alone, from the moment somebody starts. Sizes and
 * speeds are declared, the rest of a restore is not: only a measured one would tell.
 *
 * @param gapHours - longest time between two runs of the job, where that is known
 */
export function recoveryTime(
  estate: Estate,
  item: PlannedItem,
  placeName: string,
  gapHours: number | undefined,
): Outcome | Finding {
  const place = entry(estate.places, placeName);
  const restore = restoreTime(
    estate,
    item,
    place,
    gapHours === undefined ? undefined : gapHours / 24,
  );
  if (!restore) return noSuchTier(placeName, place.storageClass, place.retrieval);
  return {
    hours: restore.hours,
    reason: describeSteps(restore.steps),
    estimated: !restore.measured,
    atBest: true,
  };
}

function noSuchTier(
  place: string,
  storageClass: Estate["places"][string]["storageClass"] = "STANDARD",
  tier = "standard",
): Finding {
  return {
    severity: "error",
    path: `backup:places.${place}.retrieval`,
    message: `${storageClass} has no retrieval of this tier`,
    got: tier,
    allowed: retrievalTiers(storageClass).join(", "),
    fix: "choose one of them, or another storage class",
  };
}
