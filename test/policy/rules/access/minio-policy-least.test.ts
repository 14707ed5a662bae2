import { type Sent, unknown, verdictOf, violationsOf } from "../../support";
import { allow, policyText } from "./support";

const rule = "minio-policy-least";
const of = (...statements: readonly object[]): Sent => ({
  type: "minio:index/iamPolicy:IamPolicy",
  props: { policy: policyText(...statements) },
});
const replica = "arn:aws:s3:::replica/*";
const bringing = ["s3:PutObject", "s3:PutObjectRetention", "s3:PutObjectLegalHold"];

describe(rule, () => {
  it.each([
    ["a reader", of(allow(["s3:GetObject", "s3:List*"]))],
    [
      "who brings replicas",
      of(
        allow([...bringing, "s3:ReplicateObject", "s3:PutBucketObjectLockConfiguration"], {
          Resource: replica,
        }),
      ),
    ],
    [
      "who brings replicas, by a pattern",
      of(allow(["s3:Replicate*", "s3:PutBucketObjectLockConfiguration"])),
    ],
    ["a list of buckets", of(allow("s3:ListAllMyBuckets", { Resource: "arn:aws:s3:::*" }))],
    [
      "who looks at the server",
      of(
        allow(["admin:ServerInfo", "admin:GetBucketTarget", "Admin:Prometheus"], { Resource: "*" }),
      ),
    ],
    [
      "who looks at the server, without a resource",
      of(allow("admin:List*", { Resource: undefined })),
    ],
    ["a Deny", of({ ...allow("s3:*"), Effect: "Deny", Resource: "*" })],
    [
      "a service account without a policy",
      { type: "minio:index/iamServiceAccount:IamServiceAccount", props: {} },
    ],
    ["a bucket", { type: "minio:index/s3Bucket:S3Bucket", props: { bucket: "b" } }],
    ["a private bucket", { type: "minio:index/s3Bucket:S3Bucket", props: { acl: "private" } }],
  ])("passes %s", async (_what, sent) => {
    expect(await violationsOf(rule, [sent])).toEqual([]);
  });

  it.each([
    ...["admin:BandwidthMonitor", "admin:DataUsageInfo", "admin:GetPolicy", "admin:ListUsers"],
    ...["admin:OBDInfo", "admin:Prometheus", "admin:ServerInfo", "admin:StorageInfo"],
    "admin:TopLocksInfo",
  ])("passes %s, which only looks", async (action) => {
    expect(await violationsOf(rule, [of(allow(action, { Resource: undefined }))])).toEqual([]);
  });

  it.each(["consoleAdmin", "readonly", "readwrite", "writeonly"])(
    "fails where %s is attached to a user or a group",
    async (policyName) => {
      for (const kind of ["User", "Group"]) {
        const type = `minio:index/iam${kind}PolicyAttachment:Iam${kind}PolicyAttachment`;

        expect(await violationsOf(rule, [{ type, props: { policyName } }])).toEqual([
          `subject: policyName is ${policyName}, which MinIO has for every bucket; wanted is a policy with what is needed alone. Fix: attach an IamPolicy of your own in its place.`,
        ]);
        for (const own of ["diagnostics", "backup-writer", undefined])
          expect(await violationsOf(rule, [{ type, props: { policyName: own } }])).toEqual([]);
        expect(await verdictOf(rule, [{ type, props: { policyName: unknown } }])).toMatchObject({
          notJudged: expect.stringContaining("policyName of subject") as string,
        });
      }
    },
  );

  it.each(["admin:*", "admin:CreateUser", "ADMIN:ConfigUpdate", "kms:*", "admin:*Policy"])(
    "fails on the action %s",
    async (action) => {
      const sent = of(allow(["admin:ServerInfo", action, "sts:*"], { Resource: undefined }));

      expect(await violationsOf(rule, [sent])).toEqual([
        `subject: policy: statement 1 allows ${action}, sts:*; wanted are actions on buckets and objects by name. Fix: list them in Action.`,
      ]);
    },
  );

  it.each(["s3:*", "*"])("fails on the actions %s, and on what is among them", async (action) => {
    expect(await violationsOf(rule, [of(allow(action))])).toEqual([
      expect.stringContaining(`allows ${action}; wanted are actions on buckets`),
      expect.stringContaining("allows s3:BypassGovernanceRetention, s3:DeleteBucket,"),
    ]);
  });

  it("fails on all actions but some", async () => {
    const statement = allow("", { Action: undefined, NotAction: ["s3:*", "admin:*"] });

    expect(await violationsOf(rule, [of(statement)])).toEqual([
      "subject: policy: statement 1 allows all but s3:*, admin:*; wanted are actions by name. Fix: list them in Action.",
    ]);
  });

  it.each([
    ...["s3:BypassGovernanceRetention", "s3:DeleteBucket", "s3:DeleteObjectVersion"],
    ...["s3:PutBucketObjectLockConfiguration", "s3:PutBucketVersioning"],
    ...["s3:PutLifecycleConfiguration", "s3:ForceDeleteBucket", "s3:DeleteBucketPolicy"],
    ...["s3:PutBucketPolicy", "s3:PutEncryptionConfiguration", "s3:PutReplicationConfiguration"],
  ])("fails on %s", async (action) => {
    expect(await violationsOf(rule, [of(allow(["s3:GetObject", action]))])).toEqual([
      `subject: policy: statement 1 allows ${action}; wanted is none of it. Fix: take those actions out.`,
    ]);
  });

  it("fails on locks changed by all but some actions, and on more than locks by who brings replicas", async () => {
    const but = allow("", { Action: undefined, NotAction: "s3:Delete*" });
    const more = allow(["s3:ReplicateObject", "s3:PutBucketVersioning"]);

    expect((await violationsOf(rule, [of(but)])).join()).toContain("PutBucketObjectLock");
    expect(await violationsOf(rule, [of(more)])).toEqual([
      expect.stringContaining("allows s3:PutBucketVersioning;"),
    ]);
  });

  it.each([
    [{ Resource: ["*", replica] }, "*"],
    [{ Resource: ["arn:aws:s3:::*", "*"] }, "arn:aws:s3:::*, *"],
    [{ Resource: "arn:aws:s3:::*/*" }, "arn:aws:s3:::*/*"],
    [{ Resource: undefined, NotResource: replica }, `all but ${replica}`],
  ])("fails on objects of %j", async (where, got) => {
    const sent = of(
      allow(["s3:GetObject", "s3:ListAllMyBuckets", "s3:PutObject", "admin:ServerInfo"], where),
    );

    expect(await violationsOf(rule, [sent])).toEqual([
      `subject: policy: statement 1 allows s3:GetObject, s3:PutObject on ${got}; wanted are buckets by their ARN. Fix: list them in Resource.`,
    ]);
  });

  it.each([
    "minio:index/iamGroupPolicy:IamGroupPolicy",
    "minio:index/iamPolicy:IamPolicy",
    "minio:index/iamServiceAccount:IamServiceAccount",
    "minio:index/s3BucketPolicy:S3BucketPolicy",
  ])("judges a %s", async (type) => {
    const policy = policyText(allow("s3:GetObject", { Principal: { AWS: ["*"] } }));

    expect(await violationsOf(rule, [{ type, props: { policy } }])).toEqual([
      expect.stringContaining("allows s3:GetObject to everybody;"),
    ]);
    expect(await violationsOf(rule, [{ type, props: { policy: "x" } }])).toHaveLength(1);
  });

  it.each(["public", "public-read", "public-read-write", "public-write"])(
    "fails on a bucket that is %s",
    async (acl) => {
      const sent = { type: "minio:index/s3Bucket:S3Bucket", props: { acl } };

      expect(await violationsOf(rule, [sent])).toEqual([
        `subject: acl is ${acl}; wanted is private. Fix: take acl out of the program.`,
      ]);
    },
  );

  it("says of which policy it is not known yet", async () => {
    const sent = { type: "minio:index/iamPolicy:IamPolicy", props: { policy: unknown } };

    expect(await verdictOf(rule, [sent])).toEqual({
      violations: [],
      notJudged: expect.stringContaining("policy of subject is not known yet"),
    });
  });
});
