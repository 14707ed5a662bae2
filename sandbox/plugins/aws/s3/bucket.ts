import {
  type BucketLocationConstraint,
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteBucketTaggingCommand,
  GetBucketTaggingCommand,
  GetObjectLockConfigurationCommand,
  HeadBucketCommand,
  PutBucketTaggingCommand,
} from "@aws-sdk/client-s3";
import type { Properties } from "../../protocol/resource-type";
import { unlessAbsent } from "../absence";
import { type AwsResource, awsResourceType } from "../aws-resource";
import type { AwsClient } from "../client";
import { type Tags, allTags, tagOutputs } from "../tags";
import { bucketAddress } from "./bucket-address";
import { emptyBucket } from "./bucket-emptying";
import { checkBucketName } from "./bucket-name";

/** The inputs of `aws.s3.Bucket` that the sandbox acts out. */
export interface BucketInputs {
  readonly bucket: string;
  readonly forceDestroy: boolean;
  readonly objectLockEnabled?: boolean;
  readonly tags?: Tags;
}

/** The Region whose buckets have no location constraint. */
const unnamedRegion = "us-east-1";

const tagList = (tags: Tags) => Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));

async function setTags(client: AwsClient, bucket: string, tags: Tags | undefined): Promise<void> {
  const wanted = tagList(allTags(client, tags));
  await (wanted.length > 0
    ? client.s3.send(new PutBucketTaggingCommand({ Bucket: bucket, Tagging: { TagSet: wanted } }))
    : client.s3.send(new DeleteBucketTaggingCommand({ Bucket: bucket })));
}

async function create({ s3, region }: AwsClient, inputs: BucketInputs): Promise<string> {
  const LocationConstraint = region as BucketLocationConstraint;
  await s3.send(
    new CreateBucketCommand({
      Bucket: inputs.bucket,
      ObjectLockEnabledForBucket: inputs.objectLockEnabled,
      ...(region !== unnamedRegion && { CreateBucketConfiguration: { LocationConstraint } }),
    }),
  );
  return inputs.bucket;
}

async function observe(
  client: AwsClient,
  bucket: string,
  known: Partial<BucketInputs>,
): Promise<Properties | undefined> {
  const { s3 } = client;
  const head = await unlessAbsent(s3.send(new HeadBucketCommand({ Bucket: bucket })), "NotFound");
  if (!head) return undefined;
  const [tagging, lock] = await Promise.all([
    unlessAbsent(s3.send(new GetBucketTaggingCommand({ Bucket: bucket })), "NoSuchTagSet"),
    unlessAbsent(
      s3.send(new GetObjectLockConfigurationCommand({ Bucket: bucket })),
      "ObjectLockConfigurationNotFoundError",
    ),
  ]);
  const tags = (tagging?.TagSet ?? []).map(({ Key = "", Value = "" }) => [Key, Value] as const);
  return {
    bucket,
    ...bucketAddress(bucket, head.BucketRegion ?? client.region),
    objectLockEnabled: lock?.ObjectLockConfiguration?.ObjectLockEnabled === "Enabled",
    ...tagOutputs(client, Object.fromEntries(tags), known.tags),
  };
}

async function remove({ s3 }: AwsClient, bucket: string): Promise<void> {
  try {
    await s3.send(new DeleteBucketCommand({ Bucket: bucket }));
  } catch (error) {
    const { name, message } = error as Error;
    if (name === "NoSuchBucket") return;
    if (name !== "BucketNotEmpty") throw error;
    const fix = "empty it, or set forceDestroy to true and apply that before the bucket is removed";
    throw Object.assign(new Error(`${message}; ${fix}`, { cause: error }), { name });
  }
}

const spec: AwsResource<BucketInputs> = {
  token: "aws:s3/bucket:Bucket",
  inputs: {
    bucket: { replaces: true },
    forceDestroy: { instruction: true },
    objectLockEnabled: { replaces: true, usual: false },
    tags: { usual: {} },
  },
  // All but the two about the name have resource types of their own, which the official provider asks for.
  notSimulated: [
    "accelerationStatus",
    "acl",
    "bucketNamespace",
    "bucketPrefix",
    "corsRules",
    "grants",
    "lifecycleRules",
    "logging",
    "objectLockConfiguration",
    "policy",
    "replicationConfiguration",
    "requestPayer",
    "serverSideEncryptionConfiguration",
    "versioning",
    "website",
  ],
  defaults: { forceDestroy: false },
  autoName: "bucket",
  deleteBeforeReplace: true,
  volatileOutputs: ["tagsAll"],
  check: ({ bucket: name }) => checkBucketName("bucket", name),
  create,
  complete: (client, name, { tags }) => setTags(client, name, tags),
  update: (client, bucket, { tags }) => setTags(client, bucket, tags),
  observe,
  async delete(client, bucket, { forceDestroy }) {
    if (forceDestroy) await unlessAbsent(emptyBucket(client, bucket), "NoSuchBucket");
    await remove(client, bucket);
  },
};

/** `aws.s3.Bucket`: its id is the bucket's name; it goes only when it is empty, or with `forceDestroy`. */
export const bucket = awsResourceType(spec);
