import * as pulumi from "@pulumi/pulumi";
import { entry, sortedEntries } from "../../model/record";
import { MinioBucket } from "./bucket";
import { type MinioSite } from "./site";

/** A bucket on a site. */
export interface BucketAddress {
  readonly site: string;
  readonly bucket: string;
}

/** What a stack declares of a replication. */
export interface DeclaredReplication {
  readonly source: BucketAddress;
  readonly target: BucketAddress;
  /** The KMS key that encrypts both. */
  readonly kmsKey: string;
}

/** How long a bucket keeps what was replaced in it. */
export interface KeptVersions extends BucketAddress {
  /** Days, 1 or more. */
  readonly noncurrentDays: number;
}

/**
 * Defines the buckets on either side of each replication, each once.
 *
 * @returns the bucket at an address
 * @throws Error for a bucket under two keys, and for versions to be kept where there is no bucket: neither is lost
 */
export function defineMinioBuckets(
  sites: Readonly<Record<string, MinioSite>>,
  replications: Readonly<Record<string, DeclaredReplication>>,
  keptVersions: readonly KeptVersions[],
): (address: BucketAddress) => MinioBucket {
  const keys = keysByAddress(replications);
  refuseLost(keptVersions, [...keys.keys()]);
  const days = new Map(keptVersions.map((kept) => [inWords(kept), kept.noncurrentDays]));
  const buckets = Object.fromEntries(
    [...keys].map(([address, { site, bucket: bucketName, kmsKey }]) => [
      address,
      defineBucket(entry(sites, site), bucketName, kmsKey, days.get(address)),
    ]),
  );
  return (address) => entry(buckets, inWords(address));
}

function defineBucket(
  site: MinioSite,
  bucketName: string,
  kmsKey: string,
  noncurrentDays: number | undefined,
): MinioBucket {
  // Its name had the site's before it before sites had components.
  const name = site.childName(bucketName);
  return new MinioBucket(
    name,
    { site, bucketName, kmsKey, noncurrentDays },
    { parent: site, aliases: [{ parent: pulumi.rootStackResource }] },
  );
}

const inWords = ({ site, bucket }: BucketAddress) => `${site}/${bucket}`;

function keysByAddress(replications: Readonly<Record<string, DeclaredReplication>>) {
  const keys = new Map<string, BucketAddress & { readonly kmsKey: string }>();
  for (const [name, { source, target, kmsKey }] of sortedEntries(replications)) {
    for (const end of [source, target]) {
      const known = keys.get(inWords(end));
      if (known !== undefined && known.kmsKey !== kmsKey)
        throw new Error(
          `MinIO bucket ${inWords(end)} cannot be encrypted under both ${known.kmsKey} and ${kmsKey}; ` +
            `fix: give replication ${name} the same kmsKey as the other replication of this bucket, or another bucket`,
        );
      keys.set(inWords(end), { ...end, kmsKey });
    }
  }
  return keys;
}

/** Days that would reach no bucket, or that other days of the same bucket would replace. */
function refuseLost(kept: readonly KeptVersions[], known: readonly string[]): void {
  const days = new Map(kept.map((one) => [inWords(one), one.noncurrentDays]));
  const lost = kept.filter(
    (one) =>
      !known.includes(inWords(one)) || !Object.is(days.get(inWords(one)), one.noncurrentDays),
  );
  if (lost.length > 0)
    throw new Error(
      `versions are to be kept in ${lost.map(inWords).join(", ")}, which no replication of MinIO names, or which ` +
        `is to keep them for other days as well; known: ${known.join(", ")}`,
    );
}
