import { unknown, verdictOf, violationsOf } from "../../support";
import { told } from "../../told";

const rule = "s3-versions-bounded";
const versioningOf = (status: unknown, more: object = {}) => ({
  type: "aws:s3/bucketVersioning:BucketVersioning",
  props: { bucket: "b", versioningConfiguration: { status } },
  ...more,
});
const lifecycleOf = (rules: readonly object[], more: object = {}) => ({
  type: "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
  name: "lifecycle",
  props: { bucket: "b", rules },
  ...more,
});
const versions = { noncurrentVersionExpiration: { noncurrentDays: 90 } };
const uploads = { abortIncompleteMultipartUpload: { daysAfterInitiation: 7 } };
const markers = { expiration: { expiredObjectDeleteMarker: true } };
const whole = { id: "r", status: "Enabled", ...versions, ...uploads, ...markers };
const store = told(
  "pbs datastore",
  { name: "s", backend: "bucket=b,client=c,type=s3" },
  { name: "s" },
);

describe(rule, () => {
  it.each([
    ["a rule for everything", [lifecycleOf([whole])]],
    [
      "rules for one thing each",
      [
        lifecycleOf(
          [versions, uploads, markers].map((part) => ({ id: "r", status: "Enabled", ...part })),
        ),
      ],
    ],
    [
      "an expiration by days, which ends markers as well",
      [lifecycleOf([{ ...whole, expiration: { days: 90 } }])],
    ],
    ["a bucket of a datastore, which clears up itself", [store]],
    [
      "a bucket of a datastore that has the name",
      [
        { ...store, name: "store" },
        { type: "aws:s3/bucket:Bucket", name: "bucket", props: { bucket: "b" } },
      ],
    ],
  ])("passes a versioned bucket with %s", async (_what, others) => {
    expect(await violationsOf(rule, [versioningOf("Enabled"), ...others])).toEqual([]);
  });

  it("passes one of which nothing is said", async () => {
    expect(await violationsOf(rule, [{ ...versioningOf(""), props: { bucket: "b" } }])).toEqual([]);
  });

  it.each([
    [
      "aws:s3/bucket:Bucket",
      {
        noncurrentVersionExpiration: { days: 90 },
        expiration: { expiredObjectDeleteMarker: true },
      },
    ],
    [
      "aws:s3/bucketV2:BucketV2",
      { noncurrentVersionExpirations: [{ days: 90 }], expirations: [{ days: 90 }] },
    ],
  ])("knows a lifecycle at a %s itself", async (type, parts) => {
    const at = (days: number, bucket = "b") => [
      versioningOf("Enabled"),
      {
        ...{ type, name: "bucket" },
        props: {
          bucket,
          lifecycleRules: [{ enabled: true, ...parts, abortIncompleteMultipartUploadDays: days }],
        },
      },
    ];

    expect(await violationsOf(rule, at(7))).toEqual([]);
    expect(await violationsOf(rule, at(0))).toEqual([
      expect.stringContaining("no enabled lifecycle rule ends incomplete multipart uploads"),
    ]);
    expect(await violationsOf(rule, at(7, "c"))).toHaveLength(1);
  });

  it.each(["Suspended", "Disabled", undefined])(
    "passes one whose versioning is %s",
    async (status) => {
      expect(await violationsOf(rule, [versioningOf(status)])).toEqual([]);
    },
  );

  it.each([
    [
      "versions",
      { ...whole, noncurrentVersionExpiration: undefined },
      "noncurrent versions (noncurrentVersionExpiration)",
    ],
    [
      "versions by days",
      { ...whole, noncurrentVersionExpiration: { noncurrentDays: 0 } },
      "noncurrent versions (noncurrentVersionExpiration)",
    ],
    [
      "uploads by days",
      { ...whole, abortIncompleteMultipartUpload: { daysAfterInitiation: 0 } },
      "incomplete multipart uploads (abortIncompleteMultipartUpload)",
    ],
    [
      "uploads",
      { ...whole, abortIncompleteMultipartUpload: undefined },
      "incomplete multipart uploads (abortIncompleteMultipartUpload)",
    ],
    [
      "markers",
      { ...whole, expiration: undefined },
      "expired delete markers (expiration.expiredObjectDeleteMarker)",
    ],
    [
      "markers that are said to stay",
      { ...whole, expiration: { expiredObjectDeleteMarker: false } },
      "expired delete markers (expiration.expiredObjectDeleteMarker)",
    ],
  ])("fails where nothing ends %s", async (_what, one, got) => {
    expect(await violationsOf(rule, [versioningOf("Enabled"), lifecycleOf([one])])).toEqual([
      `subject: the bucket is versioned and no enabled lifecycle rule ends ${got}, so they are kept and billed for ever. Fix: add what is missing to a lifecycle configuration of the bucket, with days that outlast the retention.`,
    ]);
  });

  it.each([
    ["no lifecycle", []],
    ["a disabled rule", [lifecycleOf([{ ...whole, status: "Disabled" }])]],
    [
      "another bucket's lifecycle",
      [lifecycleOf([whole], { props: { bucket: "c", rules: [whole] } })],
    ],
    [
      "a datastore in another bucket",
      [told("pbs datastore", { backend: "bucket=c,type=s3" }, { name: "s" })],
    ],
    [
      "a datastore in another versioned bucket",
      [
        told("pbs datastore", { backend: "bucket=c,type=s3" }, { name: "s" }),
        versioningOf("Suspended", { name: "other", props: { bucket: "c" } }),
      ],
    ],
    ["a datastore on a disk", [told("pbs datastore", { path: "/b" }, { name: "s" })]],
  ])("fails on all three with %s", async (_what, others) => {
    const sent = [
      { ...versioningOf("Enabled"), type: "aws:s3/bucketVersioningV2:BucketVersioningV2" },
      ...others,
    ];

    expect(await violationsOf(rule, sent)).toEqual([
      expect.stringMatching(
        /noncurrent versions .*, incomplete multipart uploads .*, expired delete markers/,
      ),
    ]);
  });

  it("knows the lifecycle also where nothing has a name yet", async () => {
    const from = { bucket: ["b"] };
    const sent = [
      { type: "aws:s3/bucket:Bucket", name: "b", props: {} },
      versioningOf("Enabled", {
        props: { bucket: unknown, versioningConfiguration: { status: "Enabled" } },
        from,
      }),
      lifecycleOf([], { props: { bucket: unknown, rules: [whole] }, from }),
    ];

    expect(await violationsOf(rule, sent)).toEqual([]);
  });

  it("says of which bucket the versioning is not known yet", async () => {
    expect(await verdictOf(rule, [versioningOf(unknown)])).toEqual({
      violations: [],
      notJudged: expect.stringContaining(
        "versioningConfiguration.status of subject is not known yet",
      ),
    });
  });
});
