import type { ResourceReading, ResourceType } from "../protocol/resource-type";
import type { MinioClient } from "./client";
import { during, noBucket, unless } from "./faults";
import { alias } from "./mc";

interface Versioning {
  readonly status: string;
  readonly excludedPrefixes?: readonly string[];
  readonly excludeFolders?: boolean;
}

/** The part of `mc version info` that says how it is. */
interface VersioningInfo {
  readonly status?: string;
  readonly ExcludedPrefixes?: readonly string[];
  readonly ExcludeFolders?: boolean;
}

const statuses = ["Enabled", "Suspended"];

async function readVersioning(
  { mc }: MinioClient,
  bucket: string,
): Promise<ResourceReading | undefined> {
  const reply = await unless(noBucket, mc(["version", "info", `${alias}/${bucket}`]));
  const found = reply?.["versioning"] as VersioningInfo | undefined;
  if (!found?.status) return undefined;
  const { ExcludedPrefixes: excludedPrefixes = [], ExcludeFolders: excludeFolders = false } = found;
  const versioningConfiguration = { status: found.status, excludedPrefixes, excludeFolders };
  const inputs = { bucket, versioningConfiguration };
  return { id: bucket, outputs: inputs, inputs };
}

async function suspend({ mc, endpoint }: MinioClient, bucket: string): Promise<void> {
  const call = mc(["version", "suspend", `${alias}/${bucket}`]);
  await during("error suspending bucket versioning", bucket, endpoint, call);
}

async function apply(client: MinioClient, bucket: string, wanted: Versioning) {
  const { status, excludedPrefixes = [], excludeFolders = false } = wanted;
  if (status === "Suspended") await suspend(client, bucket);
  else {
    const options = [
      ...(excludedPrefixes.length > 0 ? ["--excluded-prefixes", excludedPrefixes.join(",")] : []),
      ...(excludeFolders ? ["--exclude-folders"] : []),
    ];
    const call = client.mc(["version", "enable", ...options, `${alias}/${bucket}`]);
    await during("error putting bucket versioning configuration", bucket, client.endpoint, call);
  }
  const reading = await readVersioning(client, bucket);
  if (reading) return reading;
  throw new Error(
    `versioning of bucket "${bucket}" on ${client.endpoint.host} was set, but is not there`,
  );
}

/** `minio:index/s3BucketVersioning:S3BucketVersioning`. Deleting it suspends versioning, as the official provider does. */
export const bucketVersioning: ResourceType<MinioClient> = {
  token: "minio:index/s3BucketVersioning:S3BucketVersioning",
  replaceOn: ["bucket"],

  check(inputs) {
    const given = inputs["versioningConfiguration"] as Versioning | undefined;
    if (!given || statuses.includes(given.status)) return [];
    const property = "versioningConfiguration.status";
    const reason = `"${property}" is "${given.status}"; allowed: ${statuses.join(", ")}`;
    return [{ property, reason }];
  },

  async create(client, { bucket, versioningConfiguration }) {
    return apply(client, bucket as string, versioningConfiguration as Versioning);
  },

  read: readVersioning,

  async update(client, id, _prior, { versioningConfiguration }) {
    return apply(client, id, versioningConfiguration as Versioning);
  },

  async delete(client, id, { versioningConfiguration }, context) {
    if ((versioningConfiguration as Versioning).status === "Suspended") return;
    const done = await unless(
      ["InvalidBucketState", ...noBucket],
      client.mc(["version", "suspend", `${alias}/${id}`]),
    );
    if (!done) context.log(`versioning of bucket "${id}" stays as it is: object locking needs it`);
  },
};
