import { type Fault } from "../model/fault";
import { repeats } from "../model/grouping";
import { optionalEntry, sortedEntries } from "../model/record";
import { bucketAddress, serverOf } from "./minio-servers";
import { type SoundSections } from "./references";
import { type Declaration } from "./schema/estate";

type Sites = Declaration["minio"]["sites"];
type Ends = Declaration["minio"]["replications"][string];

type Role = "source" | "target";

/** A bucket in one of the two roles that a replication has for it. */
interface End {
  readonly replication: string;
  readonly role: Role;
  readonly address: string;
  /** The same by its server, which may have several sites. */
  readonly bucket: string;
  /** Its name in the stack. */
  readonly resource: string;
}

const addressOf = ({ site, bucket }: Ends[Role]) => `${site}/${bucket}`;
const resourceOf = ({ site, bucket }: Ends[Role]) => `${site}-${bucket}`;

/** Why a bucket cannot have the second role where it has the first, by both. */
const reasons: Readonly<Record<`${Role} ${Role}`, string>> = {
  "source source": "MinIO refuses a second rule to the same server",
  "target target": "objects of the same name from two buckets replace each other there",
  // Measured on MinIO 2026-02-12: an object that came by replication is a REPLICA, which no other rule takes on.
  "source target": "MinIO never replicates what came by replication: nothing of it would go on",
  "target source": "MinIO never replicates what came by replication: nothing of it would go on",
};

/** Replications that do not protect, or that cannot stand beside each other. */
export function minioReplicationFaults({ minio }: SoundSections): Fault[] {
  const replications = sortedEntries(minio?.replications ?? {});
  const ends = replications.flatMap(([replication, ends]) =>
    (["source", "target"] as const).map((role): End => ({
      ...{ replication, role },
      address: addressOf(ends[role]),
      bucket: bucketAddress(minio?.sites, ends[role]),
      resource: resourceOf(ends[role]),
    })),
  );
  return [
    ...withinOneServer(minio?.sites ?? {}, replications),
    ...clashes(ends, "bucket", shared),
    ...clashes(ends, "resource", alike),
  ];
}

/** What is lost with its server, or with the host of two servers, has no copy. */
function withinOneServer(sites: Sites, replications: readonly [string, Ends][]): Fault[] {
  return replications.flatMap(([name, { source, target }]) => {
    const shared = sharedBy(sites, source.site, target.site);
    if (shared === undefined) return [];
    return {
      path: `backup:minio.replications.${name}.target.site`,
      message: `is the ${shared.noun} of the source, so both buckets are lost with it`,
      got: shared.got,
      allowed: "a site with another endpoint on another host",
      fix: "replicate to a server elsewhere, or take the replication out",
    };
  });
}

/** What two sites have in common that can be lost. */
function sharedBy(sites: Sites, source: string, target: string) {
  if (source === target) return { noun: "server", got: target };
  const [from, to] = [source, target].map((site) => optionalEntry(sites, site));
  if (from === undefined || to === undefined) return undefined;
  if (serverOf(sites, source) === serverOf(sites, target))
    return { noun: "server", got: `${target}, at ${to.endpoint} as ${source}` };
  return from.host === to.host
    ? { noun: "host", got: `${target}, on ${to.host} as ${source}` }
    : undefined;
}

/** Ends that have something in common with one before them. */
function clashes(
  ends: readonly End[],
  what: "bucket" | "resource",
  fault: (first: End, end: End) => Fault[],
): Fault[] {
  return repeats(ends, (end) => end[what]).flatMap(([first, end]) => fault(first, end));
}

function shared(first: End, { replication, role, address }: End): Fault[] {
  return [
    {
      path: `backup:minio.replications.${replication}.${role}`,
      message: `is the ${first.role} of ${first.replication} as well, and ${reasons[`${first.role} ${role}`]}`,
      got: address,
      allowed: "a bucket that has no other part in any replication",
      fix: "replicate to or from a bucket of its own, or take one of the two replications out",
    },
  ];
}

/** Two buckets that the stack would know by one name; one bucket twice is told by {@link shared}. */
function alike(first: End, { replication, role, address, bucket, resource }: End): Fault[] {
  if (first.bucket === bucket) return [];
  return [
    {
      path: `backup:minio.replications.${replication}.${role}`,
      message: `has the name that ${first.address} has in the stack, ${resource}`,
      got: address,
      allowed: "a site and a bucket that joined by a dash are like no others",
      fix: "rename the site, or use another bucket",
    },
  ];
}
