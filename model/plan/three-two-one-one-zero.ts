import { type Place } from "../estate";
import { byCodeUnit } from "../grouping";
import { type ItemKind, type PlannedCopy, type ThreeTwoOneOneZero } from "./plan";

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
      `0 unverified (${places(copies.filter(({ verified }) => !verified))} is not)`,
  },
];

/**
 * How far the copies of one item come up to 3-2-1-1-0: three copies with the original, on two media, one offsite, one
 * immutable or offline, none unverified. Only copies that are kept count; copies in one store count once.
 */
export function ruleOf(kind: ItemKind, planned: readonly PlannedCopy[]): ThreeTwoOneOneZero {
  const copies = onePerPlace(planned.filter(({ standing }) => standing === "kept"));
  const media = [originalMedium[kind], ...copies.map(({ medium }) => medium)];
  const counts: Counts = {
    copies: 1 + copies.length,
    media: new Set(media.filter((medium) => medium !== undefined)).size,
    offsite: copies.filter(({ offsite }) => offsite).length,
    immutable: copies.filter(({ lockDays, medium }) => lockDays !== undefined || medium === "tape")
      .length,
    unverified: copies.filter(({ verified }) => !verified).length,
  };
  const missing = demands
    .filter(({ met }) => !met(counts))
    .map((demand) => demand.missing(counts, copies));
  return { ...counts, met: missing.length === 0, missing };
}

/** Two classes may keep the same item in one place: that is one copy on one device. */
function onePerPlace(copies: readonly PlannedCopy[]): PlannedCopy[] {
  return [...new Map(copies.map((copy) => [copy.place, copy])).values()];
}

function places(copies: readonly PlannedCopy[]): string {
  return copies
    .map(({ place }) => place)
    .sort(byCodeUnit)
    .join(", ");
}
