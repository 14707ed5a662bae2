import {
  DeleteBucketLifecycleCommand,
  GetBucketLifecycleConfigurationCommand,
  type LifecycleRule as AwsLifecycleRule,
  PutBucketLifecycleConfigurationCommand,
  type TransitionDefaultMinimumObjectSize,
} from "@aws-sdk/client-s3";
import { oneOf } from "../faults";
import { type OfBucket, bucketSetting } from "./bucket-setting";
import { checkLifecycleRules } from "./lifecycle-check";
import { type LifecycleRule, canonicalRules, lifecycleRules } from "./lifecycle-rule";

interface LifecycleInputs extends OfBucket {
  readonly rules?: readonly LifecycleRule[];
  /** How long the official provider waits for S3; the sandbox answers at once. */
  readonly timeouts?: Readonly<Record<string, string>>;
  readonly transitionDefaultMinimumObjectSize?: string;
}

/** `aws.s3.BucketLifecycleConfiguration`: all rules of a bucket are written together. */
export const bucketLifecycleConfiguration = bucketSetting<LifecycleInputs>({
  token: "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
  inputs: {
    rules: { canonical: canonicalRules },
    timeouts: { instruction: true },
    transitionDefaultMinimumObjectSize: { usual: "all_storage_classes_128K" },
  },
  sets: ["rules.transitions", "rules.noncurrentVersionTransitions"],
  absent: ["NoSuchLifecycleConfiguration"],
  check: (inputs) => [
    ...checkLifecycleRules(inputs.rules),
    ...oneOf("transitionDefaultMinimumObjectSize", inputs.transitionDefaultMinimumObjectSize, [
      "all_storage_classes_128K",
      "varies_by_storage_class",
    ]),
  ],
  put: ({ s3 }, inputs) =>
    s3.send(
      new PutBucketLifecycleConfigurationCommand({
        Bucket: inputs.bucket,
        TransitionDefaultMinimumObjectSize:
          inputs.transitionDefaultMinimumObjectSize as TransitionDefaultMinimumObjectSize,
        LifecycleConfiguration: { Rules: lifecycleRules.toAws(inputs.rules) as AwsLifecycleRule[] },
      }),
    ),
  async get({ s3 }, bucket) {
    const answer = await s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket: bucket }));
    return {
      rules: lifecycleRules.fromAws(answer.Rules ?? []),
      transitionDefaultMinimumObjectSize: answer.TransitionDefaultMinimumObjectSize,
    };
  },
  clear: ({ s3 }, bucket) => s3.send(new DeleteBucketLifecycleCommand({ Bucket: bucket })),
});
