import { violationsOf } from "../../support";
import { about, bucket } from "./buckets";

const rule = "s3-private";
const block = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";

describe(rule, () => {
  it.each(["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"])("judges a %s", async (type) => {
    const one = { ...bucket, type };

    expect(await violationsOf(rule, [one, about(block)])).toEqual([]);
    expect(await violationsOf(rule, [one, about(block, {}, "other")])).toEqual([
      "archive: has no public access block, so a policy or an ACL can open it; wanted is one. Fix: define an aws.s3.BucketPublicAccessBlock with the bucket's name and all four settings true.",
    ]);
  });

  it("knows the bucket by its name as well", async () => {
    const named = { ...bucket, props: { bucket: "archive-1" } };
    const sent = { type: block, name: "block", props: { bucket: "archive-1" } };

    expect(await violationsOf(rule, [named, sent])).toEqual([]);
    expect(await violationsOf(rule, [named, { ...sent, props: { bucket: "b" } }])).toHaveLength(1);
  });
});
