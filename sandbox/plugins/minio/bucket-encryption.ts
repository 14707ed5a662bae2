import {
  DeleteBucketEncryptionCommand,
  GetBucketEncryptionCommand,
  PutBucketEncryptionCommand,
} from "@aws-sdk/client-s3";
import type { ResourceReading, ResourceType } from "../protocol/resource-type";
import type { MinioClient } from "./client";
import { during, noBucket, unless } from "./faults";

interface Inputs {
  readonly bucket: string;
  readonly encryptionType: string;
  readonly kmsKeyId: string;
}

const noEncryption = ["ServerSideEncryptionConfigurationNotFoundError", ...noBucket];

/** The form in which MinIO reports a key, in front of the name it was given. */
const keyArn = /^arn:aws:kms:/;

async function readEncryption(
  { s3 }: MinioClient,
  bucket: string,
): Promise<ResourceReading | undefined> {
  const call = s3.send(new GetBucketEncryptionCommand({ Bucket: bucket }));
  const found = await unless(noEncryption, call);
  const [rule] = found?.ServerSideEncryptionConfiguration?.Rules ?? [];
  const settings = rule?.ApplyServerSideEncryptionByDefault;
  if (!settings) return undefined;
  const inputs = {
    bucket,
    encryptionType: settings.SSEAlgorithm,
    kmsKeyId: (settings.KMSMasterKeyID ?? "").replace(keyArn, ""),
  };
  return { id: bucket, outputs: inputs, inputs };
}

async function apply(client: MinioClient, bucket: string, { kmsKeyId }: Inputs) {
  const request = new PutBucketEncryptionCommand({
    Bucket: bucket,
    ServerSideEncryptionConfiguration: {
      Rules: [
        {
          ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms", KMSMasterKeyID: kmsKeyId },
        },
      ],
    },
  });
  const call = client.s3.send(request);
  await during("error putting bucket encryption configuration", bucket, client.endpoint, call);
  const reading = await readEncryption(client, bucket);
  if (reading) return reading;
  throw new Error(
    `encryption of bucket "${bucket}" on ${client.endpoint.host} was set, but is not there`,
  );
}

/** `minio:index/s3BucketServerSideEncryption:S3BucketServerSideEncryption`. */
export const bucketEncryption: ResourceType<MinioClient> = {
  token: "minio:index/s3BucketServerSideEncryption:S3BucketServerSideEncryption",
  replaceOn: ["bucket"],

  check(inputs) {
    const { encryptionType } = inputs as unknown as Inputs;
    if (encryptionType === "aws:kms") return [];
    const reason = `"encryptionType" is "${encryptionType}"; allowed: aws:kms`;
    return [{ property: "encryptionType", reason }];
  },

  async create(client, inputs) {
    const given = inputs as unknown as Inputs;
    return apply(client, given.bucket, given);
  },

  read: readEncryption,

  async update(client, id, _prior, inputs) {
    return apply(client, id, inputs as unknown as Inputs);
  },

  async delete({ s3 }, id) {
    await unless(noEncryption, s3.send(new DeleteBucketEncryptionCommand({ Bucket: id })));
  },
};
