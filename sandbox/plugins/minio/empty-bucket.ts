import {
  DeleteObjectsCommand,
  paginateListObjectVersions,
  type S3Client,
} from "@aws-sdk/client-s3";

/**
 * Deletes every version of every object. Retention is respected: a locked version stops it.
 *
 * @throws Error naming the first object the server would not delete
 */
export async function emptyBucket(s3: S3Client, bucket: string): Promise<void> {
  for await (const page of paginateListObjectVersions({ client: s3 }, { Bucket: bucket })) {
    const versions = [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])];
    const Objects = versions.map(({ Key, VersionId }) => ({ Key, VersionId }));
    if (Objects.length === 0) continue;
    const request = new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects, Quiet: true } });
    const [refused] = (await s3.send(request)).Errors ?? [];
    if (refused)
      throw new Error(
        `error deleting object during force destroy (${refused.Key}): ${refused.Code}: ${refused.Message}`,
      );
  }
}
