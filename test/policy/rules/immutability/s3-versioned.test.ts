import { unknown, verdictOf, violationsOf } from "../../support";
import { bucket, setting } from "./support";

const rule = "s3-versioned";
const versioning = "aws:s3/bucketVersioning:BucketVersioning";
const v2 = { type: "aws:s3/bucketV2:BucketV2" };

describe(rule, () => {
  it.each([
    ["by name", { bucket: "archive" }],
    ["by its other name", { bucket: "arn:aws:s3:::archive" }],
  ])("passes a bucket that a versioning speaks of %s", async (_how, props) => {
    const sent = [bucket({ arn: "arn:aws:s3:::archive" }), setting(versioning, props)];

    expect(await violationsOf(rule, sent)).toEqual([]);
  });

  it("knows the versioning of earlier programs, and of buckets that have no name yet", async () => {
    const of = { name: "versioning", from: { bucket: ["archive"] } };
    const earlier = "aws:s3/bucketVersioningV2:BucketVersioningV2";
    const sent = [bucket({ bucket: unknown }, v2), setting(earlier, { bucket: unknown }, of)];

    expect(await violationsOf(rule, sent)).toEqual([]);
  });

  it.each([
    ["versioned inline", { versioning: { enabled: true } }, {}],
    ["versioned inline in an earlier program", { versionings: [{ enabled: true }] }, v2],
    ["that can lock objects, which S3 versions", { objectLockEnabled: true }, {}],
    ["that can lock objects in an earlier program", { objectLockEnabled: true }, v2],
  ])("passes a bucket %s", async (_what, props, more) => {
    expect(await violationsOf(rule, [bucket(props, more)])).toEqual([]);
  });

  it.each([
    ["nothing", {}, {}],
    ["nothing in an earlier program", {}, v2],
    ["versioning that is off inline", { versioning: { enabled: false } }, {}],
    ["an empty list of versionings", { versionings: [] }, v2],
    ["versioning that is off in an earlier program", { versionings: [{ enabled: false }] }, v2],
    ["no lock", { objectLockEnabled: false }, {}],
    ["no lock in an earlier program", { objectLockEnabled: false }, v2],
    ["only what S3 has not answered yet", { versioning: unknown, objectLockEnabled: unknown }, {}],
    [
      "only what S3 has not answered an earlier program",
      { versionings: unknown, objectLockEnabled: unknown },
      v2,
    ],
  ])("fails on a bucket with %s", async (_what, props, more) => {
    expect(await violationsOf(rule, [bucket(props, more)])).toEqual([
      "archive: has no versioning, so what is overwritten or deleted in it is gone; wanted is a BucketVersioning of it. Fix: add a BucketVersioning of this bucket with versioningConfiguration.status Enabled.",
    ]);
  });

  it("fails on a bucket beside one that is versioned, and on that alone", async () => {
    const other = bucket({ bucket: "other" }, { name: "other" });
    const sent = [bucket(), other, setting(versioning)];

    expect(await violationsOf(rule, sent)).toEqual([expect.stringMatching(/^other: /)]);
  });

  it("says of which bucket what the program sends is not known yet", async () => {
    const from = { versioning: ["maker"] };
    const maker = { type: "command:local:Command", name: "maker", props: {} };
    const sent = [bucket({ versioning: unknown }, { from }), maker];

    expect(await verdictOf(rule, sent)).toEqual({
      violations: [],
      notJudged: expect.stringContaining("versioning of archive is not known yet"),
    });
  });

  it("says nothing of other resources", async () => {
    expect(await violationsOf(rule, [setting("minio:index/s3Bucket:S3Bucket")])).toEqual([]);
  });
});
