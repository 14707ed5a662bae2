import { unknown, violationsOf, verdictOf } from "../../support";
import { about, bucket, logsInto } from "./buckets";

const rule = "s3-access-logged";
const logging = "aws:s3/bucketLogging:BucketLogging";
const v2 = { ...bucket, type: "aws:s3/bucketV2:BucketV2", props: { loggings: unknown } };
const silent =
  "archive: nothing logs who reads it or writes to it; wanted is server access logging. Fix: define an aws.s3.BucketLogging with the bucket's name and a targetBucket for logs.";

describe(rule, () => {
  it.each([
    ["by a resource of its own", [bucket, about(logging, { targetBucket: "logs" })]],
    ["by one of an earlier name", [bucket, about("aws:s3/bucketLoggingV2:BucketLoggingV2")]],
    ["by itself", [{ ...bucket, props: { logging: { targetBucket: "logs" } } }]],
    [
      "by itself, under its earlier name",
      [{ ...v2, props: { loggings: [{ targetBucket: "logs" }] } }],
    ],
    ["nowhere, because it takes the logs", [bucket, logsInto]],
  ])("passes a bucket that is logged %s", async (_what, sent) => {
    expect(await violationsOf(rule, sent)).toEqual([]);
  });

  it.each([
    ["nothing", [bucket]],
    ["nothing, under its earlier name", [v2]],
    ["an empty list", [{ ...v2, props: { loggings: [] } }]],
    ["a list that is left out", [{ ...v2, props: {} }]],
    ["another's logging", [bucket, about(logging, { targetBucket: "logs" }, "other")]],
  ])("fails on a bucket with %s", async (_what, sent) => {
    expect(await violationsOf(rule, sent)).toEqual([silent]);
  });

  it("says of a logging that comes from elsewhere that it is not known yet", async () => {
    const sent = { ...bucket, from: { logging: ["archive"] } };

    expect(await verdictOf(rule, [sent])).toEqual({
      violations: [],
      notJudged: expect.stringContaining("logging of archive is not known yet"),
    });
  });
});
