import { type Fault } from "../model/fault";
import { optionalEntry, sortedEntries } from "../model/record";
import { type SoundSections } from "./references";
import { type Declaration } from "./schema/estate";

/** Faults of what MinIO replicates, although each replication is right in itself. */
export function minioReplicationFaults(sections: SoundSections): Fault[] {
  const { minio } = sections;
  return minio === undefined
    ? []
    : [...sharedBuckets(minio.replications), ...uncopiedBuckets(minio.replications, sections)];
}

type Replications = Declaration["minio"]["replications"];
type Role = "source" | "target";

/** A bucket in one of the two roles that a replication has for it. */
interface End {
  readonly replication: string;
  readonly role: Role;
  readonly address: string;
}

const addressOf = ({ site, bucket }: { site: string; bucket: string }) => `${site}/${bucket}`;

/** Why a bucket cannot have the second role where it has the first, by both. */
const reasons: Readonly<Record<`${Role} ${Role}`, string>> = {
  "source source": "MinIO refuses a second rule to the same server",
  "target target": "objects of the same name from two buckets replace each other there",
  // Measured on MinIO 2026-02-12: an object that came by replication is a REPLICA, which no other rule takes on.
  "source target": "MinIO never replicates what came by replication: nothing of it would go on",
  "target source": "MinIO never replicates what came by replication: nothing of it would go on",
};

/** A bucket that two replications share, or that is both ends of one. */
function sharedBuckets(replications: Replications): Fault[] {
  const ends = sortedEntries(replications).flatMap(([replication, ends]) =>
    (["source", "target"] as const).map((role): End => ({
      replication,
      role,
      address: addressOf(ends[role]),
    })),
  );
  return ends.flatMap((end, index) => {
    const first = ends.slice(0, index).find(({ address }) => address === end.address);
    return first === undefined ? [] : [shared(first, end)];
  });
}

function shared(first: End, { replication, role, address }: End): Fault {
  return {
    path: `backup:minio.replications.${replication}.${role}`,
    message: `is the ${first.role} of ${first.replication} as well, and ${reasons[`${first.role} ${role}`]}`,
    got: address,
    allowed: "a bucket that has no other part in any replication",
    fix: "replicate to or from a bucket of its own, or take one of the two replications out",
  };
}

/** A bucket whose class promises a copy in a bucket that no replication of it fills. */
function uncopiedBuckets(
  replications: Replications,
  { buckets = {}, classes = {}, places = {} }: SoundSections,
): Fault[] {
  return sortedEntries(buckets).flatMap(([name, item]) =>
    item.classes.flatMap((protection, index) => {
      const declared = optionalEntry(classes, protection);
      const place = declared && optionalEntry(places, declared.place);
      if (place?.engine !== "minio") return [];
      const targets = Object.values(replications)
        .filter(({ source }) => addressOf(source) === addressOf(item))
        .map(({ target }) => target.bucket);
      return targets.includes(place.store)
        ? []
        : [uncopied(`backup:buckets.${name}.classes[${index}]`, item, place.store, targets)];
    }),
  );
}

function uncopied(
  path: string,
  item: { readonly site: string; readonly bucket: string },
  store: string,
  targets: readonly string[],
): Fault {
  return {
    path,
    message: `promises a copy in the bucket ${store}, to which nothing replicates ${addressOf(item)}`,
    got: targets.length === 0 ? "no replication" : `a replication to ${targets.join(", ")}`,
    allowed: `a class whose place a replication of ${addressOf(item)} leads to`,
    fix: `declare one in backup:minio.replications with \`source: { site: ${item.site}, bucket: ${item.bucket} }\` and ${store} as target, or correct the names`,
  };
}
