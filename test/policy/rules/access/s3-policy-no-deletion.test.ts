import { unknown, verdictOf, violationsOf } from "../../support";
import { allow, bucketPolicy, policyText } from "./support";

const rule = "s3-policy-no-deletion";
const Principal = { AWS: "arn:aws:iam::123456789012:role/backup" };
const may = (actions: string | readonly string[], more: object = {}) =>
  bucketPolicy(allow(actions, { Principal, ...more }));

describe(rule, () => {
  it.each([
    ["writing", may(["s3:PutObject", "s3:GetObject*", "s3:ReplicateObject", "s3:ReplicateDelete"])],
    ["locks hidden", may("s3:DeleteObject", { Resource: "arn:aws:s3:::archive/*/locks/*" })],
    ["a Deny", may("s3:*", { Effect: "Deny" })],
    ["a bucket without a policy", { type: "aws:s3/bucket:Bucket", props: {} }],
  ])("passes %s", async (_what, sent) => {
    expect(await violationsOf(rule, [sent])).toEqual([]);
  });

  it.each([
    ...["s3:BypassGovernanceRetention", "s3:DeleteBucket", "s3:DeleteObjectVersion"],
    ...["s3:PutBucketObjectLockConfiguration", "s3:PutBucketVersioning"],
    ...["s3:PutLifecycleConfiguration", "s3:DeleteBucketPolicy", "s3:PutBucketPolicy"],
    ...["s3:PutEncryptionConfiguration", "s3:PutReplicationConfiguration", "s3:DeleteObject"],
  ])("fails on %s to anybody", async (action) => {
    expect(await violationsOf(rule, [may(["s3:PutObject", action], { Resource: "*" })])).toEqual([
      `subject: policy: statement 1 allows ${action}; wanted is none of it, to nobody. Fix: take those actions out of the statement; s3:DeleteObject may stay on ARNs that end in /locks/*.`,
    ]);
  });

  it("names all that is allowed", async () => {
    expect(await violationsOf(rule, [may(["s3:DeleteObjectVersion", "s3:DeleteObject"])])).toEqual([
      expect.stringContaining("allows s3:DeleteObjectVersion, s3:DeleteObject;"),
    ]);
  });

  it("fails on versions ended in the locks, and on patterns", async () => {
    const Resource = "arn:aws:s3:::archive/*/locks/*";

    expect(await violationsOf(rule, [may("S3:deleteobject*", { Resource })])).toEqual([
      expect.stringContaining("allows s3:DeleteObjectVersion;"),
    ]);
  });

  it.each(["aws:s3/bucketPolicy:BucketPolicy", "aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"])(
    "judges a %s",
    async (type) => {
      const policy = policyText(allow("s3:DeleteObject", { Principal }));

      expect(await violationsOf(rule, [{ type, props: { policy } }])).toHaveLength(1);
      expect(await violationsOf(rule, [{ type, props: { policy: "x" } }])).toEqual([
        expect.stringContaining("policy is no JSON object"),
      ]);
    },
  );

  it("says of which policy it is not known yet", async () => {
    const sent = { type: "aws:s3/bucketPolicy:BucketPolicy", props: { policy: unknown } };

    expect(await verdictOf(rule, [sent])).toEqual({
      violations: [],
      notJudged: expect.stringContaining("policy of subject is not known yet"),
    });
  });
});
