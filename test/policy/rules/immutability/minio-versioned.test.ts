import { unknown, verdictOf, violationsOf } from "../../support";
import { setting } from "./support";

const rule = "minio-versioned";
const bucket = (props: object = {}) =>
  setting("minio:index/s3Bucket:S3Bucket", props, { name: "data" });
const versioning = "minio:index/s3BucketVersioning:S3BucketVersioning";
const problem =
  "data: has no versioning, so what is overwritten or deleted in it is gone; wanted is an S3BucketVersioning of it. Fix: add an S3BucketVersioning of this bucket with versioningConfiguration.status Enabled.";

describe(rule, () => {
  it("passes a bucket with a versioning, by name or before there is one", async () => {
    const nameless = setting(versioning, { bucket: unknown }, { from: { bucket: ["data"] } });

    expect(await violationsOf(rule, [bucket(), setting(versioning)])).toEqual([]);
    expect(await violationsOf(rule, [bucket({ bucket: unknown }), nameless])).toEqual([]);
  });

  it("passes a bucket that can lock objects, which MinIO versions", async () => {
    expect(await violationsOf(rule, [bucket({ objectLocking: true })])).toEqual([]);
  });

  it("fails on a bucket without, also beside the versioning of another", async () => {
    const other = setting(versioning, { bucket: "other" });

    expect(await violationsOf(rule, [bucket()])).toEqual([problem]);
    expect(await violationsOf(rule, [bucket({ objectLocking: false }), other])).toEqual([problem]);
  });

  it("says of which bucket it is not known yet", async () => {
    expect(await verdictOf(rule, [bucket({ objectLocking: unknown })])).toEqual({
      violations: [],
      notJudged: expect.stringContaining("objectLocking of data is not known yet"),
    });
  });

  it("says nothing of other resources", async () => {
    expect(await violationsOf(rule, [setting("aws:s3/bucket:Bucket")])).toEqual([]);
  });
});
