import type * as pulumi from "@pulumi/pulumi";
import { entry, mapRecord } from "../../model/record";
import { type Host } from "../remote/host";
import { MinioBucket } from "./bucket";
import { MinioReplication } from "./replication";
import { defineMinioSite } from "./site";

/** A bucket on a site. */
interface Place {
  readonly site: string;
  readonly bucket: string;
}

/** What a stack declares of its object storage. */
export interface MinioArgs {
  readonly hosts: Readonly<Record<string, Host>>;
  readonly administrators: pulumi.Output<
    Record<string, { readonly user: string; readonly password: string }>
  >;
  readonly sites: Readonly<Record<string, { readonly endpoint: string; readonly host: string }>>;
  readonly replications: Readonly<
    Record<string, { readonly source: Place; readonly target: Place; readonly kmsKey: string }>
  >;
}

/** Defines the sites, and for each replication a bucket on either side and the rule between them. */
export function defineMinio({ hosts, administrators, ...args }: MinioArgs): void {
  const sites = mapRecord(args.sites, ({ endpoint, host }, name) =>
    defineMinioSite(name, {
      endpoint,
      host: entry(hosts, host),
      administrator: administrators.apply((all) => entry(all, name)),
    }),
  );
  mapRecord(args.replications, ({ source, target, kmsKey }, name) => {
    const bucket = ({ site, bucket: bucketName }: Place) =>
      new MinioBucket(`${site}-${bucketName}`, { site: entry(sites, site), bucketName, kmsKey });
    return new MinioReplication(name, { source: bucket(source), target: bucket(target) });
  });
}
