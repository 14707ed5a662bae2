import { unknown, verdictOf, violationsOf } from "../../support";
import { about, bucket, deny, policyAbout } from "./buckets";
import { policyText } from "./support";

const rule = "s3-tls-only";
const plain = { Bool: { "aws:SecureTransport": "false" } };
const fix =
  "Fix: define an aws.s3.BucketPolicy with that statement, on the ARN of the bucket and on that with /*.";
const missing = (what: string) =>
  `archive: no bucket policy refuses whoever comes without TLS to ${what}; wanted is a Deny of s3:* to everybody where aws:SecureTransport is false. ${fix}`;
const both = "the bucket and its objects";

describe(rule, () => {
  it.each([
    ["s3:* on bucket and objects", deny("s3:*", plain)],
    ["everything", deny(["*"], plain, { Resource: "*" })],
    [
      "by a truth value, if it is told",
      deny("S3:*", { BoolIfExists: { "AWS:securetransport": false } }),
    ],
    ["a bucket's name by its beginning", deny("s3:*", plain, { Resource: "arn:aws:s3:::arch*" })],
    ["s3:* beside something", deny(["s3:GetObject", "s3:*"], plain)],
    ["to a principal in a list", deny("s3:*", plain, { Principal: { AWS: ["*"] } })],
    ["whatever comes", deny("s3:*", { Bool: { "aws:SecureTransport": ["true", "false"] } })],
  ])("passes a policy that denies %s", async (_what, statement) => {
    expect(await violationsOf(rule, [bucket, policyAbout(statement)])).toEqual([]);
  });

  it("passes a policy that denies in two statements, and one given with the bucket", async () => {
    const first = deny("s3:*", plain, { Resource: "arn:aws:s3:::archive" });
    const second = deny("s3:*", plain, { Resource: "arn:aws:s3:::archive/*" });
    const inline = { ...bucket, props: { policy: policyText(first, second) } };

    expect(await violationsOf(rule, [bucket, policyAbout(first, second)])).toEqual([]);
    expect(await violationsOf(rule, [inline])).toEqual([]);
  });

  it("fails where one of two policies of the bucket refuses, and the other may be the last", async () => {
    const idle = { ...policyAbout(deny("s3:GetObject", plain)), name: "idle" };
    const refusing = policyAbout(deny("s3:*", plain));

    expect(await violationsOf(rule, [bucket, refusing, idle])).toEqual([missing(both)]);
    expect(await violationsOf(rule, [bucket, idle, refusing])).toEqual([missing(both)]);
  });

  it.each(["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"])(
    "fails on a %s without a policy before anything has a name",
    async (type) => {
      expect(await violationsOf(rule, [{ ...bucket, type }])).toEqual([missing(both)]);
      const other = about("aws:s3/bucketPolicy:BucketPolicy", { policy: "{}" }, "other");
      expect(await violationsOf(rule, [{ ...bucket, type }, other])).toEqual([missing(both)]);
    },
  );

  it.each([
    ["allows", deny("s3:*", plain, { Effect: "Allow" }), both],
    ["denies some actions", deny("s3:Get*", plain), both],
    ["denies all actions but some", deny(undefined, plain, { NotAction: "s3:*" }), both],
    ["denies somebody", deny("s3:*", plain, { Principal: { AWS: "123456789012" } }), both],
    [
      "denies all but somebody",
      deny("s3:*", plain, { Principal: undefined, NotPrincipal: "*" }),
      both,
    ],
    [
      "denies on two conditions",
      deny("s3:*", { ...plain, IpAddress: { "aws:SourceIp": "10.0.0.0/8" } }),
      both,
    ],
    [
      "denies whoever comes with TLS",
      deny("s3:*", { Bool: { "aws:SecureTransport": "true" } }),
      both,
    ],
    ["denies on another key", deny("s3:*", { Bool: { "aws:ViaAWSService": "false" } }), both],
    ["compares otherwise", deny("s3:*", { Null: { "aws:SecureTransport": "false" } }), both],
    ["denies always", deny("s3:*", {}), both],
    [
      "denies the objects alone",
      deny("s3:*", plain, { Resource: "arn:aws:s3:::archive/*" }),
      "the bucket",
    ],
    [
      "denies the bucket alone",
      deny("s3:*", plain, { Resource: "arn:aws:s3:::archive" }),
      "its objects",
    ],
    [
      "denies some objects",
      deny("s3:*", plain, { Resource: ["arn:aws:s3:::archive", "arn:aws:s3:::archive/vm/*"] }),
      "its objects",
    ],
    [
      "denies one object",
      deny("s3:*", plain, { Resource: ["arn:aws:s3:::archive", "arn:aws:s3:::archive/a"] }),
      "its objects",
    ],
    [
      "denies what it does not name",
      deny("s3:*", plain, { Resource: undefined, NotResource: "*" }),
      both,
    ],
    ["denies nothing by name", deny("s3:*", plain, { Resource: undefined }), both],
  ])("fails on a policy that %s", async (_what, statement, what) => {
    expect(await violationsOf(rule, [bucket, policyAbout(statement)])).toEqual([missing(what)]);
  });

  it.each(["arn:aws:s3:::arch*/vm/x", "arn:aws:s3:::archive/*/x", "x:arn:aws:s3:::archive/*"])(
    "fails on a policy that denies objects like %s alone",
    async (object) => {
      const statement = deny("s3:*", plain, { Resource: ["arn:aws:s3:::archive", object] });

      expect(await violationsOf(rule, [bucket, policyAbout(statement)])).toEqual([
        missing("its objects"),
      ]);
    },
  );

  it("fails on a policy that denies by a set of values", async () => {
    const condition = { "ForAnyValue:Bool": { "aws:SecureTransport": "false" } };

    expect(await violationsOf(rule, [bucket, policyAbout(deny("s3:*", condition))])).toEqual([
      missing(both),
    ]);
  });

  it("fails on what is no policy, and takes a policy of its own for the one", async () => {
    const sent = about("aws:s3/bucketPolicy:BucketPolicy", { policy: "hunter2" });
    const inline = { ...bucket, props: { policy: policyText(deny("s3:*", plain)) } };

    expect(await violationsOf(rule, [bucket, sent])).toEqual([missing(both)]);
    expect(await violationsOf(rule, [inline, sent])).toEqual([missing(both)]);
  });

  it("says of which policy it is not known yet", async () => {
    const sent = about("aws:s3/bucketPolicy:BucketPolicy", { policy: unknown });

    expect(await verdictOf(rule, [bucket, sent])).toEqual({
      violations: [],
      notJudged: expect.stringContaining("policy of BucketPolicy of archive is not known yet"),
    });
  });
});
