import { type Estate, type Place } from "../estate";
import { type Finding } from "../finding";
import { repeats } from "../grouping";
import { entry, sortedEntries } from "../record";
import { storeLabel } from "./store-label";

/** What buckets do to what lies in them, and to those who count on them. */
export function bucketFindings(estate: Estate): Finding[] {
  return [
    ...sharedBuckets(estate),
    ...expiringChunkStores(estate),
    ...sortedEntries(estate.pbs.datastores).flatMap(([name]) => inBucket(estate, name)),
  ];
}

/** A bucket has one storage class, one key and one lifecycle for all that lies in it. */
function sharedBuckets({ places }: Estate): Finding[] {
  const archives = sortedEntries(places).filter(([, { engine }]) => engine === "s3");
  const again = repeats(archives, ([, place]) => storeLabel(place));
  return again.flatMap(([[first, kept], [name, place]]) =>
    (["storageClass", "encryption"] as const)
      .filter((key) => place[key] !== kept[key])
      .map((key) => ({
        severity: "error" as const,
        path: `backup:places.${name}.${key}`,
        message: `${name} and ${first} are one bucket, ${place.store}, which has one ${words[key]} for all that lies in it`,
        got: String(place[key]),
        allowed: `${String(kept[key])}, as ${first} has it`,
        fix: `make both the same, or give ${name} a bucket of its own in backup:vault.buckets`,
      })),
  );
}

const words = { storageClass: "storage class", encryption: "encryption" } as const;

/** The oldest chunks of a datastore belong to its newest backups: whatever expires there is missing in all of them. */
function expiringChunkStores({ pbs, vault, minio }: Estate): Finding[] {
  const expiring = new Map([
    ...sortedEntries(vault.buckets).map(
      ([store, { name }]) => [name, `bucket ${store} of the vault`] as const,
    ),
    ...sortedEntries(minio.replications).map(
      ([name, { target }]) => [target.bucket, `the target of replication ${name}`] as const,
    ),
  ]);
  return sortedEntries(pbs.datastores).flatMap(
    ([store, { backend, path = `backup:pbs.datastores.${store}` }]) => {
      const other = backend === undefined ? undefined : expiring.get(backend.bucket);
      if (backend === undefined || other === undefined) return [];
      return [
        {
          severity: "error" as const,
          path: `${path}.backend.bucket`,
          message: `is ${other}, whose lifecycle lets objects go by their age; chunks of a datastore never may`,
          got: backend.bucket,
          allowed: "a bucket without a lifecycle that nothing else uses",
          fix: "make a bucket for the datastore alone and name it here",
        },
      ];
    },
  );
}

/** What a datastore in a bucket is not: fast, on a disk of the lab, and full when that is. */
const bucketMedia: readonly Place["medium"][] = ["cloud", "object"];

function inBucket({ pbs, places }: Estate, store: string): Finding[] {
  const { backend } = entry(pbs.datastores, store);
  if (backend === undefined) return [];
  return sortedEntries(places)
    .filter(([, place]) => place.engine === "pbs" && storeLabel(place) === store)
    .filter(([, { medium }]) => !bucketMedia.includes(medium))
    .map(([name, { medium }]) => ({
      severity: "error" as const,
      path: `backup:places.${name}.medium`,
      message: `${store} lies in the bucket ${backend.bucket}: its chunks are written, read again to verify them, and restored over the way there, and the server's disk is a cache`,
      got: medium,
      allowed: bucketMedia.join(", "),
      fix: "write where the bucket is, with the link to it and the speeds that it has (writeMBps, readMBps)",
    }));
}
