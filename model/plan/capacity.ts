import { type Estate, type Place } from "../estate";
import { type Finding, type Severity } from "../finding";
import { groupedBy } from "../grouping";
import { entry, sortedEntries } from "../record";
import { type PlannedCopy, type PlannedItem } from "./plan";
import { storeResource } from "./store-resource";

interface Level {
  /** Share of the capacity from which on it counts. */
  readonly share: number;
  readonly message: string;
}

/** Fullest first. The thresholds are the lab's: warn at 75 %, critical at 90 %. */
const levels: readonly Level[] = [
  { share: 1, message: "cannot hold what is planned for it" },
  { share: 0.9, message: "will be critically full" },
  { share: 0.75, message: "will be fuller than the lab wants its stores to be" },
];

/**
 * Stores, and disks that several lie on, that fill up once the history is long enough. More than a store holds is an error only where every size was
 * measured: an estimate is a reason to measure, not to refuse.
 */
export function capacityFindings(
  { places }: Pick<Estate, "places">,
  items: readonly PlannedItem[],
  copies: readonly PlannedCopy[],
): Finding[] {
  const measured = new Set(items.filter((item) => item.measured).map(({ name }) => name));
  const resourceOf = (place: string) => storeResource(entry(places, place));
  const copiesIn = groupedBy(copies, ({ place }) => resourceOf(place));
  const stores = groupedBy(sortedEntries(places), ([place]) => resourceOf(place));
  return [...stores].flatMap(([resource, parts]) => {
    const held = copiesIn.get(resource) ?? [];
    const limited = parts.flatMap(([place, { capacityGB }]) =>
      capacityGB === undefined ? [] : [{ place, capacityGB }],
    );
    if (limited.length === 0) return [];
    // Parts of one store, and stores of one disk, share its room, whatever each of them says.
    const smallest = limited.reduce((a, b) => (b.capacityGB < a.capacityGB ? b : a));
    return capacityFinding({
      ...smallest,
      store: describeStores(parts.map(([, place]) => place)),
      storedGB: held.reduce((sum, { storedGB }) => sum + storedGB, 0),
      estimated: held.some(({ item }) => !measured.has(item)),
    });
  });
}

/** `vm-backup`, or `disk pbs01-nvme (container-backup, vm-backup)`. */
function describeStores(places: readonly Place[]): string {
  const stores = [...new Set(places.map(({ store }) => store))].sort().join(", ");
  const [{ disk } = {}] = places;
  return disk === undefined ? stores : `disk ${disk} (${stores})`;
}

interface Fill {
  readonly place: string;
  readonly store: string;
  readonly capacityGB: number;
  readonly storedGB: number;
  readonly estimated: boolean;
}

function capacityFinding({ place, store, capacityGB, storedGB, estimated }: Fill): Finding[] {
  const share = storedGB / capacityGB;
  const level = levels.find((one) => (one.share === 1 ? share > 1 : share >= one.share));
  if (!level) return [];
  const severity: Severity = level.share === 1 && !estimated ? "error" : "warning";
  return [
    {
      severity,
      path: `backup:places.${place}.capacityGB`,
      message: `${store} ${level.message}${estimated ? ", as far as sizes are estimated" : ""}`,
      got: `${Math.ceil(storedGB)} GB of ${capacityGB} GB (${Math.ceil(share * 100)} %)`,
      allowed: "below 75 %; 90 % is critical",
      fix: estimated
        ? "measure what is in use (usedGB), then add capacity or keep fewer restore points"
        : "add capacity, keep fewer restore points, or move items to another place",
    },
  ];
}
