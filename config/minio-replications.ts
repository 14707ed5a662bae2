import { type Fault } from "../model/fault";
import { sortedEntries } from "../model/record";
import { type SoundSections } from "./references";

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

/** Buckets that two replications share, or that are both ends of one. */
export function minioReplicationFaults({ minio }: SoundSections): Fault[] {
  const ends = sortedEntries(minio?.replications ?? {}).flatMap(([replication, ends]) =>
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
