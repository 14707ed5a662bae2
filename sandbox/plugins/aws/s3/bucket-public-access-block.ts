import {
  DeletePublicAccessBlockCommand,
  GetPublicAccessBlockCommand,
  PutPublicAccessBlockCommand,
  type PublicAccessBlockConfiguration,
} from "@aws-sdk/client-s3";
import { object } from "../shape";
import { type OfBucket, bucketSetting } from "./bucket-setting";

interface BlockInputs extends OfBucket {
  readonly blockPublicAcls: boolean;
  readonly blockPublicPolicy: boolean;
  readonly ignorePublicAcls: boolean;
  readonly restrictPublicBuckets: boolean;
  /** Leaves the block on the bucket when the resource goes. Default: false. */
  readonly skipDestroy?: boolean;
}

const shape = object({
  blockPublicAcls: "BlockPublicAcls",
  blockPublicPolicy: "BlockPublicPolicy",
  ignorePublicAcls: "IgnorePublicAcls",
  restrictPublicBuckets: "RestrictPublicBuckets",
});

/** `aws.s3.BucketPublicAccessBlock`. */
export const bucketPublicAccessBlock = bucketSetting<BlockInputs>({
  token: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
  inputs: {
    blockPublicAcls: {},
    blockPublicPolicy: {},
    ignorePublicAcls: {},
    restrictPublicBuckets: {},
    skipDestroy: { instruction: true },
  },
  defaults: {
    blockPublicAcls: false,
    blockPublicPolicy: false,
    ignorePublicAcls: false,
    restrictPublicBuckets: false,
  },
  absent: ["NoSuchPublicAccessBlockConfiguration"],
  put: ({ s3 }, inputs) =>
    s3.send(
      new PutPublicAccessBlockCommand({
        Bucket: inputs.bucket,
        PublicAccessBlockConfiguration: shape.toAws(inputs) as PublicAccessBlockConfiguration,
      }),
    ),
  async get({ s3 }, bucket) {
    const answer = await s3.send(new GetPublicAccessBlockCommand({ Bucket: bucket }));
    return shape.fromAws(answer.PublicAccessBlockConfiguration) as Record<string, unknown>;
  },
  async clear({ s3 }, bucket, { skipDestroy }) {
    if (skipDestroy) return;
    await s3.send(new DeletePublicAccessBlockCommand({ Bucket: bucket }));
  },
});
