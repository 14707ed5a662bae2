import {
  DeleteBucketOwnershipControlsCommand,
  GetBucketOwnershipControlsCommand,
  type ObjectOwnership,
  PutBucketOwnershipControlsCommand,
} from "@aws-sdk/client-s3";
import { oneOf } from "../faults";
import { type OfBucket, bucketSetting } from "./bucket-setting";

interface OwnershipInputs extends OfBucket {
  readonly rule: { readonly objectOwnership: string };
}

/** `aws.s3.BucketOwnershipControls`. */
export const bucketOwnershipControls = bucketSetting<OwnershipInputs>({
  token: "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
  inputs: { rule: {} },
  absent: ["OwnershipControlsNotFoundError"],
  check: ({ rule }) =>
    oneOf("rule.objectOwnership", rule.objectOwnership, [
      "BucketOwnerPreferred",
      "ObjectWriter",
      "BucketOwnerEnforced",
    ]),
  put: ({ s3 }, { bucket, rule }) =>
    s3.send(
      new PutBucketOwnershipControlsCommand({
        Bucket: bucket,
        OwnershipControls: {
          Rules: [{ ObjectOwnership: rule.objectOwnership as ObjectOwnership }],
        },
      }),
    ),
  async get({ s3 }, bucket) {
    const { OwnershipControls: controls } = await s3.send(
      new GetBucketOwnershipControlsCommand({ Bucket: bucket }),
    );
    return { rule: { objectOwnership: controls?.Rules?.[0]?.ObjectOwnership } };
  },
  clear: ({ s3 }, bucket) => s3.send(new DeleteBucketOwnershipControlsCommand({ Bucket: bucket })),
});
