import { GetBucketLoggingCommand, PutBucketLoggingCommand } from "@aws-sdk/client-s3";
import { type OfBucket, bucketSetting } from "./bucket-setting";

interface LoggingInputs extends OfBucket {
  readonly targetBucket: string;
  readonly targetPrefix: string;
}

/** `aws.s3.BucketLogging`: S3 has no call that takes it away, an empty status does. */
export const bucketLogging = bucketSetting<LoggingInputs>({
  token: "aws:s3/bucketLogging:BucketLogging",
  inputs: { targetBucket: {}, targetPrefix: {} },
  notSimulated: ["targetGrants", "targetObjectKeyFormat"],
  absent: [],
  put: ({ s3 }, { bucket, targetBucket, targetPrefix }) =>
    s3.send(
      new PutBucketLoggingCommand({
        Bucket: bucket,
        BucketLoggingStatus: {
          LoggingEnabled: { TargetBucket: targetBucket, TargetPrefix: targetPrefix },
        },
      }),
    ),
  async get({ s3 }, bucket) {
    const { LoggingEnabled } = await s3.send(new GetBucketLoggingCommand({ Bucket: bucket }));
    return (
      LoggingEnabled && {
        targetBucket: LoggingEnabled.TargetBucket,
        targetPrefix: LoggingEnabled.TargetPrefix,
      }
    );
  },
  clear: ({ s3 }, bucket) =>
    s3.send(new PutBucketLoggingCommand({ Bucket: bucket, BucketLoggingStatus: {} })),
});
