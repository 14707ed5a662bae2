import { unknown, verdictOf, violationsOf } from "../../support";

const rule = "bucket-no-force-destroy";
const types = [
  "aws:s3/bucket:Bucket",
  "aws:s3/bucketV2:BucketV2",
  "minio:index/s3Bucket:S3Bucket",
] as const;

describe(rule, () => {
  it.each(types)("passes a %s that is not emptied, which is the default", async (type) => {
    expect(await violationsOf(rule, [{ type, props: { forceDestroy: false } }])).toEqual([]);
    expect(await violationsOf(rule, [{ type, props: {} }])).toEqual([]);
  });

  it.each(types)("fails on a %s that is emptied when it is destroyed", async (type) => {
    expect(await violationsOf(rule, [{ type, props: { forceDestroy: true } }])).toEqual([
      "subject: forceDestroy is true, so that whoever destroys the bucket destroys every backup in it; wanted is false. Fix: take forceDestroy out, or set it to false.",
    ]);
  });

  it("says of which bucket it is not known yet", async () => {
    expect(await verdictOf(rule, [{ type: types[0], props: { forceDestroy: unknown } }])).toEqual({
      violations: [],
      notJudged: expect.stringContaining("forceDestroy of subject is not known yet"),
    });
  });

  it.each(["minio:index/iamUser:IamUser", "aws:ecr/repository:Repository"])(
    "says nothing of a %s, which holds no backups",
    async (type) => {
      expect(await violationsOf(rule, [{ type, props: { forceDestroy: true } }])).toEqual([]);
    },
  );
});
