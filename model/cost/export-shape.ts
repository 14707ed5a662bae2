/** How one restore point becomes objects. */
export interface ExportShape {
  /** Objects of a restore point: the archive, and a manifest with its checksums. */
  readonly objects: number;
  /** Megabytes of each part of the archive's multipart upload. */
  readonly partMB: number;
}

/** Parts of 64 MB: large enough that requests cost nothing to speak of, small enough to be sent again. */
export const exportShape: ExportShape = { objects: 2, partMB: 64 };

/** Parts of an upload at most. Source: Amazon S3 User Guide, "Amazon S3 multipart upload limits". */
const mostParts = 10_000;

/** Parts in which so many gigabytes are uploaded; parts grow where there would be too many. */
export function partsOf(gigabytes: number, { partMB }: ExportShape): number {
  return Math.min(mostParts, Math.max(1, Math.ceil((gigabytes * 1000) / partMB)));
}
