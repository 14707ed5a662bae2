import {
  DeleteObjectsCommand,
  ListObjectVersionsCommand,
  type ObjectIdentifier,
} from "@aws-sdk/client-s3";
import type { AwsClient } from "../client";

const identify = ({ Key, VersionId }: { Key?: string; VersionId?: string }): ObjectIdentifier => ({
  Key,
  VersionId,
});

/**
 * Deletes every version and delete marker in a bucket, as `forceDestroy` asks. Governance retention is
 * passed over, as the official provider does; nothing passes over compliance retention.
 *
 * @throws Error that names the first object AWS would not delete
 */
export async function emptyBucket({ s3 }: AwsClient, bucket: string): Promise<void> {
  for (;;) {
    // Always the first page: the last round deleted what was on it, or threw.
    const page = await s3.send(new ListObjectVersionsCommand({ Bucket: bucket }));
    const objects = [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])].map(identify);
    if (objects.length === 0) return;
    const { Errors: [refused] = [] } = await s3.send(
      new DeleteObjectsCommand({
        Bucket: bucket,
        Delete: { Objects: objects, Quiet: true },
        BypassGovernanceRetention: true,
      }),
    );
    if (refused) {
      throw new Error(
        `emptying the bucket stopped at ${refused.Key} (version ${refused.VersionId}): ${refused.Code}: ${refused.Message}`,
      );
    }
  }
}
