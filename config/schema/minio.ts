import { z } from "zod";
import { bucketName, hostAndPort, name, text } from "./values";

const place = z.strictObject({
  site: name.describe("The site, by its name in `backup:minio.sites`."),
  bucket: bucketName.describe("The bucket as that site calls it."),
});

/** The name of a key that a site holds. */
export const kmsKey = text(
  /^[A-Za-z0-9][A-Za-z0-9._:/-]{0,127}$/,
  "the name of a key: letters, digits, dots, dashes, underscores, colons and slashes",
  "list the keys of the site with: mc admin kms key list",
);

const site = z.strictObject({
  endpoint: hostAndPort.describe(
    "Where its S3 API answers, for the stack and for the other sites.",
  ),
  host: name.describe(
    "The machine that it runs on, by its name in `backup:hosts`; the stack runs its commands there.",
  ),
});

const replication = z.strictObject({
  source: place.describe("The bucket that is copied, whenever something in it changes."),
  target: place.describe("The bucket that copies go to, on another site."),
  kmsKey: kmsKey.describe(
    "The KMS key that encrypts both buckets; both sites must hold one of this name.",
  ),
});

/** `backup:minio`: the sites and what is replicated between them. */
export const minio = z.strictObject({
  sites: z
    .record(name, site.describe("A server of MinIO with its own administrator and KMS."))
    .default({})
    .describe("The servers of MinIO, by names of your own."),
  replications: z
    .record(name, replication.describe("A bucket of one site that is copied to another."))
    .default({})
    .describe("What is copied between the sites, by names of your own."),
});
