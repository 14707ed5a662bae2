import { optionalEntry } from "../model/record";
import { type Declaration } from "./schema/estate";

type Sites = Declaration["minio"]["sites"];

/** A bucket as it is declared. */
type BucketAt = Declaration["minio"]["replications"][string]["source"];

/**
 * The server of a site, `fs03.example.org:9000`: however its endpoint is written, as DNS makes no difference between
 * capitals and small letters, and a dot at the end of a name changes nothing of it. A site that nobody declared is its
 * own server.
 */
export function serverOf(sites: Sites | undefined, site: string): string {
  const endpoint = optionalEntry(sites, site)?.endpoint;
  if (endpoint === undefined) return site;
  const { host, port } = /^(?<host>.*?)\.*:(?<port>\d+)$/.exec(endpoint)!.groups!;
  return `${host!.toLowerCase()}:${port}`;
}

/** A bucket by the server it is on, whichever of its sites names it. */
export function bucketAddress(sites: Sites | undefined, { site, bucket }: BucketAt): string {
  return `${serverOf(sites, site)}/${bucket}`;
}
