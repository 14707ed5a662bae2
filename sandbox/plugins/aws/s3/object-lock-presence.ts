import { GetObjectLockConfigurationCommand } from "@aws-sdk/client-s3";
import { unlessAbsent } from "../absence";
import type { AwsClient } from "../client";

/** Whether Object Lock is on for a bucket. */
export async function hasObjectLock({ s3 }: AwsClient, bucket: string): Promise<boolean> {
  const answer = await unlessAbsent(
    s3.send(new GetObjectLockConfigurationCommand({ Bucket: bucket })),
    "ObjectLockConfigurationNotFoundError",
    "NoSuchBucket",
  );
  return answer?.ObjectLockConfiguration?.ObjectLockEnabled === "Enabled";
}
