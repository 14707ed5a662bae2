import { s3Types } from "../../resource-types";
import { resourceRule } from "../../rule";

/** Providers empty such a bucket before they delete it, of all versions; the default is not to. */
export const bucketNoForceDestroy = resourceRule({
  name: "bucket-no-force-destroy",
  description: "No bucket of S3 or MinIO is emptied when it is destroyed.",
  remediation: "Leave `forceDestroy` out, or set it to `false`.",
  types: [...s3Types.bucket, "minio:index/s3Bucket:S3Bucket"],
  judge: ({ props }) =>
    props.forceDestroy
      ? [
          {
            problem:
              "forceDestroy is true, so that whoever destroys the bucket destroys every backup in it; wanted is false",
            fix: "take forceDestroy out, or set it to false",
          },
        ]
      : [],
});
