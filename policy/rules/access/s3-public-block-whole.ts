import { resourceRule } from "../../rule";

const settings = [
  "blockPublicAcls",
  "blockPublicPolicy",
  "ignorePublicAcls",
  "restrictPublicBuckets",
] as const;

/** What is left out is false (Pulumi AWS, BucketPublicAccessBlock), and each setting closes another way. */
export const s3PublicBlockWhole = resourceRule({
  name: "s3-public-block-whole",
  description: "Public access blocks of S3 have all four settings on.",
  remediation:
    "Set blockPublicAcls, blockPublicPolicy, ignorePublicAcls and restrictPublicBuckets to true.",
  types: [
    "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock",
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
  ],
  judge: ({ props }) =>
    settings
      .filter((name) => props[name] !== true)
      .map((name) => ({
        problem: `${name} is ${props[name] === undefined ? "unset, which is false" : "false"}; wanted is true`,
        fix: `set ${name} to true`,
      })),
});
