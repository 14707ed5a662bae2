import { always } from "../consistency";
import { type BucketAt, type Estate, type Place, type Replication } from "../estate";
import { entry } from "../record";
import { proveMinio } from "../retention/minio-versions";
import { changes } from "../size/layout";
import { type EngineModel, type Misfit } from "./engine";
import { raisedDays } from "./raised-days";

/** MinIO's replication of a bucket to another site, where a lifecycle keeps replaced versions. */
export const minio: EngineModel<"minio"> = {
  product: "MinIO",
  takes: { bucket: isReplicated },
  consistency: {
    bucket: always("file-system", "each object is whole, several need not be of one moment"),
  },
  takesFrom: { minio: "nobody" },
  maker: "stack",
  frequencies: ["continuous"],
  media: ["object", "nvme", "disk"],
  encryption: ["aes-256"],
  readsImages: false,
  locks: false,
  settingsOf: "store",
  // A bucket has one replica, whose versions go by their age alone.
  mergesHistories: false,
  // The rule brings neither deletes nor delete markers, and the lifecycle ends replaced versions alone.
  keepsDeleted: true,
  prove: proveMinio,
  raisedBy: (wish, { noncurrentDays }) => raisedDays(wish, noncurrentDays),
  storage: { layout: changes, reduces: false },
  traffic: { reads: "changes", sends: "changes" },
  // Replication is asynchronous, and no limit is documented.
  lag: { minutes: 15, why: "for asynchronous replication (assumed)" },
};

/** Nothing is copied that no replication brings to the place. */
function isReplicated(
  { buckets, minio }: Estate,
  item: string,
  { store }: Place,
): Misfit | undefined {
  const source = entry(buckets, item);
  if (replicationTo(minio, source, store) !== undefined) return undefined;
  return {
    got: `no replication from bucket ${source.bucket} of ${source.site} to bucket ${store}`,
    allowed: "a bucket that one of backup:minio.replications brings there",
  };
}

/** A replication that brings a bucket to a store. */
export function replicationTo(
  { replications }: Estate["minio"],
  source: BucketAt,
  store: string,
): Replication | undefined {
  return Object.values(replications).find(
    (one) =>
      one.source.site === source.site &&
      one.source.bucket === source.bucket &&
      one.target.bucket === store,
  );
}

/** What is kept of the versions of a replica. */
export interface ReplicaInstruction {
  readonly site: string;
  readonly bucket: string;
  /** Days that a version stays after another took its place. */
  readonly noncurrentDays: number;
}
