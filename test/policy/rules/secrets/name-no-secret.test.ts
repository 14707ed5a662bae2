import { unknown, verdictOf, violationsOf } from "../../support";

const rule = "name-no-secret";
const key = "AKIAIOSFODNN7EXAMPLE";
const type = "aws:s3/bucket:Bucket";
const random40 = "wJalrXUtnFEMIzK7MDENGbPxRfiCYq8LpZ0vTsWk";

describe(rule, () => {
  it("passes resources with plain names, tags and descriptions", async () => {
    const props = {
      name: "astronomy-lab-backup",
      bucket: "astronomy-lab-vm-archive",
      description: "pbs-client-key of pbs-vm; see docs/runbooks/keys.md",
      comment: "images of the virtual machines",
      tags: { project: "backup", Owner: "ops@lab.example" },
    };

    expect(await violationsOf(rule, [{ type, props }])).toEqual([]);
    expect(await violationsOf(rule, [{ type: "any:index:Thing", props: {} }])).toEqual([]);
  });

  it.each([
    ["name", { name: key }],
    ["description", { description: key }],
    ["comment", { comment: key }],
    ["tags.key", { tags: { key } }],
    ["tags.1", { tags: ["a", key] }],
    ["tags.0.value", { tags: [{ key: "a", value: key }] }],
  ])("fails on one in %s of whatever type", async (path, props) => {
    for (const each of [type, "any:index:Thing"])
      expect(await violationsOf(rule, [{ type: each, props: { ...props } }])).toEqual([
        `subject: ${path} has what looks like an AWS access key id at character 1; wanted is none where everybody reads. Fix: take it out, and change it, for others may have read it.`,
      ]);
  });

  it("fails on one in the name of the resource itself", async () => {
    expect(await violationsOf(rule, [{ type, name: `x-${key}`, props: {} }])).toEqual([
      expect.stringContaining("the resource's name has what looks like an AWS access key id"),
    ]);
  });

  it.each(["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2", "minio:index/s3Bucket:S3Bucket"])(
    "fails on one in the bucket that a %s makes",
    async (of) => {
      expect(await violationsOf(rule, [{ type: of, props: { bucket: key } }])).toEqual([
        expect.stringContaining("bucket has what looks like"),
      ]);
    },
  );

  it("does not read which bucket another resource speaks of", async () => {
    const of = "aws:s3/bucketVersioning:BucketVersioning";

    expect(await violationsOf(rule, [{ type: of, props: { bucket: unknown } }])).toEqual([]);
  });

  it("leaves other properties to other rules", async () => {
    const props = { secretString: random40, user: key };

    expect(await violationsOf(rule, [{ type, props }])).toEqual([]);
  });

  it("goes by the numbers of the configuration", async () => {
    const sent = [{ type, props: { comment: random40 } }];

    expect(await violationsOf(rule, sent)).toHaveLength(1);
    expect(await violationsOf(rule, sent, { randomLength: 41 })).toEqual([]);
  });

  it("says of which resource a tag is not known yet", async () => {
    const sent = [{ type, name: "one", props: { tags: { a: unknown } } }];

    expect(await verdictOf(rule, sent)).toEqual({
      violations: [],
      notJudged: expect.stringContaining("tags.a of one is not known yet"),
    });
  });
});
