import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteBucketPolicyCommand,
  GetObjectLockConfigurationCommand,
  HeadBucketCommand,
  ListObjectsV2Command,
} from "@aws-sdk/client-s3";
import { PartlyDone, type ResourceReading, type ResourceType } from "../protocol/resource-type";
import { emptyBucket } from "./empty-bucket";
import type { MinioClient } from "./client";
import { during, noBucket, unless } from "./faults";
import { alias } from "./mc";
import { uniqueName } from "./unique-name";

interface Inputs {
  readonly acl?: string;
  readonly bucket?: string;
  readonly bucketPrefix?: string;
  readonly forceDestroy?: boolean;
  readonly objectLocking?: boolean;
  readonly quota?: number;
}

/** Kept in the state only: the server knows nothing of them. */
const instructions = ({ acl = "private", forceDestroy = false, bucketPrefix }: Inputs) => ({
  acl,
  forceDestroy,
  ...(bucketPrefix === undefined ? {} : { bucketPrefix }),
});

async function isLocking({ s3 }: MinioClient, Bucket: string): Promise<boolean> {
  const call = s3.send(new GetObjectLockConfigurationCommand({ Bucket }));
  const found = await unless(["ObjectLockConfigurationNotFoundError"], call);
  return found?.ObjectLockConfiguration?.ObjectLockEnabled === "Enabled";
}

/** The quota in bytes; 0 is the server's word for none. */
async function setQuota({ mc }: MinioClient, bucket: string, quota: number): Promise<void> {
  const target = `${alias}/${bucket}`;
  const args = quota > 0 ? ["set", target, "--size", `${quota}B`] : ["clear", target];
  await mc(["quota", ...args]);
}

async function readBucket(
  client: MinioClient,
  bucket: string,
  known: Inputs,
): Promise<ResourceReading | undefined> {
  const head = client.s3.send(new HeadBucketCommand({ Bucket: bucket }));
  if (!(await unless(noBucket, head))) return undefined;
  const { quota } = await client.mc(["quota", "info", `${alias}/${bucket}`]);
  const inputs = {
    ...instructions(known),
    bucket,
    objectLocking: await isLocking(client, bucket),
    ...(typeof quota === "number" && quota > 0 ? { quota } : {}),
  };
  const outputs = {
    ...inputs,
    arn: `arn:aws:s3:::${bucket}`,
    bucketDomainName: `${client.endpoint.origin}/${bucket}`,
  };
  return { id: bucket, outputs, inputs };
}

/** The reading of a bucket that is certainly there. */
async function present(client: MinioClient, bucket: string, known: Inputs) {
  const reading = await readBucket(client, bucket, known);
  if (reading) return reading;
  throw new Error(`bucket "${bucket}" on ${client.endpoint.host} vanished while it was changed`);
}

/**
 * `minio:index/s3Bucket:S3Bucket`. Unlike the official provider's, a reading includes object locking and the quota, so
 * that drift in them is seen; a change of `objectLocking`, which MinIO cannot make on a bucket that exists and the
 * official provider silently ignores, is an error; and only private buckets are made.
 */
export const bucket: ResourceType<MinioClient> = {
  token: "minio:index/s3Bucket:S3Bucket",
  replaceOn: ["bucket", "bucketPrefix"],
  autoName: "bucket",

  check(inputs) {
    const { acl, bucket: name, bucketPrefix, quota } = inputs as Inputs;
    const faults = {
      acl:
        acl !== undefined &&
        acl !== "private" &&
        `"acl" is "${acl}"; allowed in the sandbox: private`,
      bucketPrefix:
        name !== undefined &&
        bucketPrefix !== undefined &&
        `"bucketPrefix" conflicts with "bucket"; set one of them`,
      bucket:
        name !== undefined &&
        !/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) &&
        `"bucket" is "${name}"; allowed: 3 to 63 lower-case letters, digits, dots and hyphens`,
      quota:
        quota !== undefined &&
        (quota < 0 || !Number.isInteger(quota)) &&
        `"quota" is ${quota}; allowed: a whole number of bytes, 0 for none`,
    };
    return Object.entries(faults).flatMap(([property, reason]) =>
      reason ? [{ property, reason }] : [],
    );
  },

  async create(client, inputs) {
    const given = inputs as Inputs;
    const name = given.bucket ?? uniqueName(given.bucketPrefix ?? "");
    const { s3, endpoint } = client;
    if (await unless(noBucket, s3.send(new HeadBucketCommand({ Bucket: name }))))
      throw new Error(
        `bucket already exists! (${name} on ${endpoint.host}); import it or choose another name`,
      );
    const request = new CreateBucketCommand({
      Bucket: name,
      ObjectLockEnabledForBucket: given.objectLocking ?? false,
    });
    await during("unable to create bucket", name, endpoint, s3.send(request));
    try {
      if (given.quota) await setQuota(client, name, given.quota);
    } catch (error) {
      throw new PartlyDone((error as Error).message, await present(client, name, given));
    }
    return present(client, name, given);
  },

  async read(client, id, prior) {
    return readBucket(client, id, prior);
  },

  async update(client, id, _prior, inputs) {
    const given = inputs as Inputs;
    const { s3, endpoint } = client;
    if ((given.objectLocking ?? false) !== (await isLocking(client, id)))
      throw new Error(
        `objectLocking of bucket "${id}" on ${endpoint.host} cannot be changed: MinIO decides it when the bucket is made`,
      );
    await during(
      "unable to update bucket",
      id,
      endpoint,
      s3.send(new DeleteBucketPolicyCommand({ Bucket: id })),
    );
    await setQuota(client, id, given.quota ?? 0);
    return present(client, id, given);
  },

  async delete(client, id, prior) {
    const { s3, endpoint } = client;
    const list = s3.send(new ListObjectsV2Command({ Bucket: id, MaxKeys: 1 }));
    const objects = await unless(noBucket, list);
    if (!objects) return;
    if ((objects.KeyCount ?? 0) > 0) {
      if (!(prior as Inputs).forceDestroy)
        throw new Error(
          `bucket "${id}" is not empty. Set force_destroy = true to delete all objects and the bucket, ` +
            `or manually empty the bucket first`,
        );
      await emptyBucket(s3, id);
    }
    await during(
      "unable to remove bucket",
      id,
      endpoint,
      s3.send(new DeleteBucketCommand({ Bucket: id })),
    );
  },
};
