import { unknown, verdictOf, violationsOf } from "../../support";
import { told } from "../../told";

const rule = "pbs-bucket-objects-stay";
const store = told("pbs datastore", {
  name: "s",
  path: "/cache",
  backend: "bucket=chunks,client=c,type=s3",
});
const s3 = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";
const lifecycle = (parts: object, more: object = {}) => ({
  type: s3,
  name: "ageing",
  props: { bucket: "chunks", rules: [{ id: "r", status: "Enabled", ...parts }] },
  ...more,
});
const ilm = (parts: object) => ({
  type: "minio:index/ilmPolicy:IlmPolicy",
  name: "ageing",
  props: { bucket: "chunks", rules: [{ id: "r", ...parts }] },
});
const expiring = { expiration: { days: 3650 } };

describe(rule, () => {
  it.each([
    ["no lifecycle", []],
    ["a disabled rule", [lifecycle({ ...expiring, status: "Disabled" })]],
    ["another bucket's", [lifecycle({}, { props: { bucket: "c", rules: [expiring] } })]],
    [
      "what ends nothing that is in use",
      [
        lifecycle({
          expiration: { expiredObjectDeleteMarker: true },
          noncurrentVersionExpiration: { noncurrentDays: 30 },
          abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
          noncurrentVersionTransitions: [{ noncurrentDays: 1, storageClass: "GLACIER" }],
        }),
      ],
    ],
    ["what MinIO ends of noncurrent versions", [ilm({ noncurrentVersionExpirationDays: 30 })]],
    ["what MinIO has disabled", [ilm({ expiration: "30d", status: "Disabled" })]],
  ])("passes a datastore's bucket with %s", async (_what, others) => {
    expect(await violationsOf(rule, [store, ...others])).toEqual([]);
  });

  it.each([
    ["an expiration by days", lifecycle(expiring), "rules.0.expiration"],
    [
      "an expiration by date",
      lifecycle({ expiration: { date: "2030-01-01" } }),
      "rules.0.expiration",
    ],
    [
      "a move",
      lifecycle({ transitions: [{ days: 1, storageClass: "STANDARD_IA" }] }),
      "rules.0.transitions.0",
    ],
    ["an expiration on MinIO", ilm({ expiration: "3650d" }), "rules.0.expiration"],
  ])("fails on %s", async (_what, ageing, path) => {
    expect(await violationsOf(rule, [store, ageing])).toEqual([
      `subject: its bucket chunks has ${path} in the lifecycle ageing, which takes chunks that backups still use; wanted is none. Fix: take ${path} out of ageing.`,
    ]);
  });

  it("names everything that ends or moves objects", async () => {
    const transitions = ["GLACIER_IR", "GLACIER"].map((storageClass) => ({ storageClass }));

    expect(await violationsOf(rule, [store, lifecycle({ ...expiring, transitions })])).toEqual([
      expect.stringContaining("rules.0.expiration"),
      expect.stringContaining("rules.0.transitions.0"),
      expect.stringContaining("rules.0.transitions.1"),
    ]);
  });

  it.each(["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"])(
    "knows the bucket by the name of a %s, once each",
    async (type) => {
      const bucket = { type, name: "bucket", props: { bucket: "chunks" } };
      const by = (named: unknown) =>
        lifecycle(
          {},
          {
            props: { bucket: named, rules: [{ status: "Enabled", ...expiring }] },
            from: { bucket: ["bucket"] },
          },
        );

      expect(await violationsOf(rule, [store, bucket, by(unknown)])).toHaveLength(1);
      expect(await violationsOf(rule, [store, bucket, by("chunks")])).toHaveLength(1);
      expect(await violationsOf(rule, [store, by(unknown)])).toEqual([]);
    },
  );

  it("knows a bucket of MinIO by its name", async () => {
    const sent = [
      { type: "minio:index/s3Bucket:S3Bucket", name: "bucket", props: { bucket: "chunks" } },
      {
        ...ilm({}),
        props: { bucket: unknown, rules: [{ id: "r", expiration: "30d" }] },
        from: { bucket: ["bucket"] },
      },
    ];

    expect(await violationsOf(rule, [store, ...sent])).toHaveLength(1);
  });

  it("judges rules at the bucket itself", async () => {
    const props = { bucket: "chunks", lifecycleRules: [{ enabled: true, ...expiring }] };
    const bucket = { type: "aws:s3/bucket:Bucket", name: "bucket", props };

    expect(await violationsOf(rule, [store, bucket])).toEqual([
      expect.stringContaining("lifecycleRules.0.expiration in the lifecycle bucket"),
    ]);
  });

  it.each([
    ["a datastore on a disk", told("pbs datastore", { path: "/chunks" })],
    ["another document", told("pbs prune-job", { backend: "bucket=chunks" })],
  ])("says nothing of %s", async (_what, other) => {
    expect(await violationsOf(rule, [other, lifecycle(expiring)])).toEqual([]);
  });

  it("says what is not known yet", async () => {
    const datastore = { ...store, props: { stdin: unknown } };
    expect((await verdictOf(rule, [datastore])).notJudged).toContain("stdin of subject");
    const ageing = lifecycle({ expiration: { days: unknown } });
    expect(await verdictOf(rule, [store, ageing])).toEqual({
      violations: [],
      notJudged: expect.stringContaining("rules.0.expiration.days of ageing is not known yet"),
    });
  });
});
