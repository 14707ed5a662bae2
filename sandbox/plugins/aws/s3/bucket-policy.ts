import {
  DeleteBucketPolicyCommand,
  GetBucketPolicyCommand,
  GetPublicAccessBlockCommand,
  PutBucketPolicyCommand,
} from "@aws-sdk/client-s3";
import { unlessAbsent } from "../absence";
import type { AwsClient } from "../client";
import { canonicalPolicy, checkPolicy, isPublic, policyText } from "../policy-document";
import { type OfBucket, bucketSetting } from "./bucket-setting";

interface PolicyInputs extends OfBucket {
  readonly policy: string | object;
}

/** A bucket's policy holds at most 20 KB (Amazon S3 User Guide, "Bucket policies"). */
const mostPolicyBytes = 20_480;

/** moto lets a public policy pass the block that AWS enforces. */
async function refuseBlockedPolicy(
  { s3 }: AwsClient,
  { bucket, policy }: PolicyInputs,
): Promise<void> {
  if (!isPublic(policy)) return;
  const answer = await unlessAbsent(
    s3.send(new GetPublicAccessBlockCommand({ Bucket: bucket })),
    "NoSuchPublicAccessBlockConfiguration",
  );
  if (!answer?.PublicAccessBlockConfiguration?.BlockPublicPolicy) return;
  throw Object.assign(
    new Error(
      `the policy lets everybody in, and blockPublicPolicy is on for ${bucket}; name a principal or add a condition`,
    ),
    { name: "AccessDenied" },
  );
}

/** `aws.s3.BucketPolicy`. */
export const bucketPolicy = bucketSetting<PolicyInputs>({
  token: "aws:s3/bucketPolicy:BucketPolicy",
  inputs: { policy: { canonical: canonicalPolicy } },
  jsonDocuments: ["policy"],
  absent: ["NoSuchBucketPolicy"],
  check: ({ policy }) => checkPolicy("policy", policy, mostPolicyBytes),
  async put(client, inputs) {
    await refuseBlockedPolicy(client, inputs);
    await client.s3.send(
      new PutBucketPolicyCommand({ Bucket: inputs.bucket, Policy: policyText(inputs.policy) }),
    );
  },
  async get({ s3 }, bucket) {
    const { Policy: policy } = await s3.send(new GetBucketPolicyCommand({ Bucket: bucket }));
    return { policy };
  },
  clear: ({ s3 }, bucket) => s3.send(new DeleteBucketPolicyCommand({ Bucket: bucket })),
});
