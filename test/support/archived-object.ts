import {
  GetObjectCommand,
  PutObjectCommand,
  RestoreObjectCommand,
  type S3Client,
} from "@aws-sdk/client-s3";

/** Puts an archived object again with one bit of its middle changed; the archive class hides it like any other. */
export async function flipBit(s3: S3Client, Bucket: string, Key: string): Promise<void> {
  const where = { Bucket, Key };
  const RestoreRequest = { Days: 1, GlacierJobParameters: { Tier: "Standard" as const } };
  await s3.send(new RestoreObjectCommand({ ...where, RestoreRequest }));
  const { Body } = await s3.send(new GetObjectCommand(where));
  const content = Buffer.from(await Body!.transformToByteArray());
  const middle = Math.floor(content.length / 2);
  content.writeUInt8(content.readUInt8(middle) ^ 1, middle);
  await s3.send(new PutObjectCommand({ ...where, Body: content, StorageClass: "GLACIER" }));
}
