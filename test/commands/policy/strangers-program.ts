import * as aws from "@pulumi/aws";

/** A plain program of somebody else, with what our rules are about and none of our components. */
const key = new aws.kms.Key("own", { enableKeyRotation: true });
const bucket = new aws.s3.Bucket("archive", {}, { protect: true });

const encryption = (name: string, applied: object) =>
  new aws.s3.BucketServerSideEncryptionConfiguration(name, {
    bucket: bucket.id,
    rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", ...applied } }],
  });
encryption("amazons-key", { sseAlgorithm: "AES256" });
encryption("own-key", { kmsMasterKeyId: key.arn });

const [mode = ""] = process.argv.slice(2);
if (mode === "twice") new aws.s3.Bucket("archive");
if (mode === "asks") void aws.getRegion();
