import { unknown, verdictOf, violationsOf } from "../../support";
import { setting } from "./support";

const rule = "minio-bucket-lockable";
const bucket = (props: object) => setting("minio:index/s3Bucket:S3Bucket", props);

describe(rule, () => {
  it("passes a bucket whose objects can be locked", async () => {
    expect(await violationsOf(rule, [bucket({ objectLocking: true })])).toEqual([]);
  });

  it.each([
    [{}, "unset"],
    [{ objectLocking: false }, "false"],
  ])("fails on %j", async (props, got) => {
    expect(await violationsOf(rule, [bucket(props)])).toEqual([
      `subject: objectLocking is ${got}, and no object of this bucket can ever be locked; wanted is true. Fix: set objectLocking to true before the bucket is made.`,
    ]);
  });

  it("says of which bucket it is not known yet", async () => {
    expect(await verdictOf(rule, [bucket({ objectLocking: unknown })])).toEqual({
      violations: [],
      notJudged: expect.stringContaining("objectLocking of subject is not known yet"),
    });
  });
});
