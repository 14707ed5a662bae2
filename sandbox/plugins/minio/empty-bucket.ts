import {
  DeleteObjectsCommand,
  ListObjectVersionsCommand,
  type ObjectIdentifier,
  type S3Client,
} from "@aws-sdk/client-s3";

/** The versions that come first: objects and delete markers, at most 1000. */
async function someVersions(s3: S3Client, bucket: string): Promise<ObjectIdentifier[]> {
  const page = await s3.send(new ListObjectVersionsCommand({ Bucket: bucket }));
  const versions = [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])];
  return versions.map(({ Key, VersionId }) => ({ Key, VersionId }));
}

/**
 * Deletes every version of every object. Retention is respected: a locked version stops it.
 *
 * @throws Error naming the first object the server would not delete
 */
export async function emptyBucket(s3: S3Client, bucket: string): Promise<void> {
  let Objects = await someVersions(s3, bucket);
  while (Objects.length > 0) {
    const request = new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects, Quiet: true } });
    const [refused] = (await s3.send(request)).Errors ?? [];
    if (refused)
      throw new Error(
        `error deleting object during force destroy (${refused.Key}): ${refused.Code}: ${refused.Message}`,
      );
    Objects = await someVersions(s3, bucket);
  }
}
