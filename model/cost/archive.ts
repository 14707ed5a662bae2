import { type RetrievalTier, type StorageClass } from "../estate";

/** What one place in S3 holds and gets, once the history is long enough. */
export interface Archive {
  readonly place: string;
  readonly storageClass: StorageClass;
  readonly retrieval: RetrievalTier;
  readonly contents: readonly ArchivedItem[];
}

/** The restore points of one item. */
export interface ArchivedItem {
  /** Gigabytes of one restore point. */
  readonly pointGB: number;
  /** Objects of one restore point in the class of the place, besides those that it is opened with, in STANDARD. */
  readonly objects: number;
  /** Restore points that are made in a month. */
  readonly pointsPerMonth: number;
  /** Gigabytes of all restore points that are kept. */
  readonly storedGB: number;
}

/** Sum over the items of an archive. */
export function total(archive: Archive, of: (item: ArchivedItem) => number): number {
  return archive.contents.reduce((sum, item) => sum + of(item), 0);
}
