import { type Estate, type Place } from "../estate";
import { byCodeUnit } from "../grouping";
import { entry } from "../record";
import { type ItemKind, type PlannedCopy, type ThreeTwoOneOneZero } from "./plan";
import { storeResource } from "./store-resource";

/**
 * What originals lie on: the lab's nodes and MinIO servers hold NVMe drives. Where nobody knows, the original counts
 * for no medium.
 */
const originalMedium: Readonly<Record<ItemKind, Place["medium"] | undefined>> = {
  guest: "nvme",
  fileServer: "nvme",
  database: "nvme",
  bucket: "nvme",
  claim: "nvme",
  driveSet: "nvme",
  repository: undefined,
};

type Counts = Omit<ThreeTwoOneOneZero, "met" | "missing">;

interface Demand {
  readonly met: (counts: Counts) => boolean;
  /** What is missing, in words. */
  readonly missing: (counts: Counts, copies: readonly PlannedCopy[]) => string;
}

const demands: readonly Demand[] = [
  {
    met: ({ copies }) => copies >= 3,
    missing: ({ copies }) => `3 copies (${copies} with the original)`,
  },
  {
    met: ({ media }) => media >= 2,
    missing: ({ media }) => `2 kinds of medium (${media})`,
  },
  {
    met: ({ offsite }) => offsite >= 1,
    missing: () => "1 copy offsite",
  },
  {
    met: ({ immutable }) => immutable >= 1,
    missing: () => "1 copy that is locked or offline",
  },
  {
    met: ({ unverified }) => unverified === 0,
    missing: (_, copies) =>
      `0 unverified (${placesOf(copies.filter(({ verified }) => !verified))} is not)`,
  },
];

/**
 * How far the copies of one item come up to 3-2-1-1-0: three copies with the original, on two media, one offsite, one
 * immutable or offline, none unverified. Only copies that are kept count; copies on one device, a store or the disk
 * that several lie on, count once, whatever places and namespaces they are in.
 */
export function ruleOf(
  { places }: Pick<Estate, "places">,
  kind: ItemKind,
  planned: readonly PlannedCopy[],
): ThreeTwoOneOneZero {
  const copies = planned.filter(({ standing }) => standing === "kept");
  const devices = (some: readonly PlannedCopy[]) =>
    new Set(some.map(({ place }) => storeResource(entry(places, place)))).size;
  const media = [originalMedium[kind], ...copies.map(({ medium }) => medium)];
  const counts: Counts = {
    copies: 1 + devices(copies),
    media: new Set(media.filter((medium) => medium !== undefined)).size,
    offsite: devices(copies.filter(({ offsite }) => offsite)),
    immutable: devices(
      copies.filter(({ lockDays, medium }) => lockDays !== undefined || medium === "tape"),
    ),
    unverified: devices(copies.filter(({ verified }) => !verified)),
  };
  const missing = demands
    .filter(({ met }) => !met(counts))
    .map((demand) => demand.missing(counts, copies));
  return { ...counts, met: missing.length === 0, missing };
}

function placesOf(copies: readonly PlannedCopy[]): string {
  return [...new Set(copies.map(({ place }) => place))].sort(byCodeUnit).join(", ");
}
