/** A group as the API lists it. */
export type GroupAnswer = {
  readonly "backup-type": string;
  readonly "backup-id": string;
  /** Unix seconds; 0 if no backup is finished. */
  readonly "last-backup": number;
  readonly "backup-count": number;
  readonly files: readonly string[];
};

/** A snapshot as the API lists it; of an unfinished one the size is missing. */
export type SnapshotAnswer = {
  readonly "backup-type": string;
  readonly "backup-id": string;
  readonly "backup-time": number;
  readonly size?: number;
  readonly files: readonly { readonly filename: string }[];
};

/** What becomes of a snapshot in a prune. */
export type PruneAnswer = {
  readonly "backup-type": string;
  readonly "backup-id": string;
  readonly "backup-time": number;
  readonly keep: boolean;
};

/** A release as the API tells it. */
export type VersionAnswer = { readonly version: string; readonly release: string };
