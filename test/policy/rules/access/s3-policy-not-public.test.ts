import { describeNotPublic } from "./not-public";

for (const type of [
  "aws:s3/bucketPolicy:BucketPolicy",
  "aws:s3/bucket:Bucket",
  "aws:s3/bucketV2:BucketV2",
  "aws:s3/accessPoint:AccessPoint",
  "aws:s3control/accessPointPolicy:AccessPointPolicy",
]) {
  describeNotPublic("s3-policy-not-public", type);
}
