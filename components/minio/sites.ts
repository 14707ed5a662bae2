import type * as pulumi from "@pulumi/pulumi";
import { type ReplicaInstruction } from "../../model/engines/minio";
import { nothingLeft } from "../../model/nothing-left";
import { entry, mapRecord } from "../../model/record";
import { type Host } from "../remote/host";
import { type DeclaredReplication, defineMinioBuckets, type KeptVersions } from "./buckets";
import { MinioRelease } from "./release";
import { MinioReplication } from "./replication";
import { MinioSite } from "./site";

/** What a stack declares of its object storage. */
export interface MinioArgs {
  readonly hosts: Readonly<Record<string, Host>>;
  readonly administrators: pulumi.Output<
    Record<string, { readonly user: string; readonly password: string }>
  >;
  readonly sites: Readonly<Record<string, { readonly endpoint: string; readonly host: string }>>;
  readonly replications: Readonly<Record<string, DeclaredReplication>>;
  /** What is kept of the versions in replicas; in a bucket that is not named they stay for ever. */
  readonly instructions: readonly ReplicaInstruction[];
}

/**
 * Defines the sites with a check of their servers, the buckets on either side of each replication, and the rules between them.
 *
 * @returns the sites by name
 */
export function defineMinio({
  hosts,
  administrators,
  ...args
}: MinioArgs): Record<string, MinioSite> {
  const sites = mapRecord(
    args.sites,
    ({ endpoint, host }, name) =>
      new MinioSite(name, {
        endpoint,
        host: entry(hosts, host),
        administrator: administrators.apply((all) => entry(all, name)),
      }),
  );
  mapRecord(sites, (site) => new MinioRelease(site.childName("release"), site, { parent: site }));
  const bucketAt = defineMinioBuckets(
    sites,
    args.replications,
    args.instructions.map(keptVersions),
  );
  // Between two sites, so a part of neither.
  mapRecord(
    args.replications,
    ({ source, target }, name) =>
      new MinioReplication(name, { source: bucketAt(source), target: bucketAt(target) }),
  );
  return sites;
}

function keptVersions({ site, bucket, noncurrentDays, ...rest }: ReplicaInstruction): KeptVersions {
  nothingLeft(rest);
  return { site, bucket, noncurrentDays };
}
