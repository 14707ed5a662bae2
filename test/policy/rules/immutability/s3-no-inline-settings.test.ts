import { unknown, violationsOf } from "../../support";
import { bucket } from "./support";

const rule = "s3-no-inline-settings";
const v2 = { type: "aws:s3/bucketV2:BucketV2" };
const problem = (key: string) =>
  `archive: ${key} is set on the bucket itself, where a resource for the same setting would fight with it; wanted is such a resource alone. Fix: take ${key} out of the bucket, and give it as a resource of its own.`;

describe(rule, () => {
  it.each([{}, v2])("passes a bucket with nothing but what is its own", async (more) => {
    const props = { forceDestroy: false, objectLockEnabled: true, tags: {} };

    expect(await violationsOf(rule, [bucket(props, more)])).toEqual([]);
  });

  it.each([
    "acl",
    "grants",
    "lifecycleRules",
    "logging",
    "objectLockConfiguration",
    "policy",
    "replicationConfiguration",
    "serverSideEncryptionConfiguration",
    "versioning",
  ])("fails on %s, known or not", async (key) => {
    expect(await violationsOf(rule, [bucket({ [key]: "x" })])).toEqual([problem(key)]);
    expect(await violationsOf(rule, [bucket({ [key]: unknown })])).toEqual([problem(key)]);
  });

  it.each([
    "loggings",
    "policy",
    "replicationConfigurations",
    "serverSideEncryptionConfigurations",
    "versionings",
  ])("fails on %s in an earlier program", async (key) => {
    expect(await violationsOf(rule, [bucket({ [key]: [] }, v2)])).toEqual([problem(key)]);
  });

  it("tells all of them", async () => {
    expect(await violationsOf(rule, [bucket({ acl: "private", versioning: {} })])).toEqual([
      problem("acl"),
      problem("versioning"),
    ]);
  });

  it("says nothing of other resources", async () => {
    const policy = { type: "aws:s3/bucketPolicy:BucketPolicy", props: { policy: "{}" } };

    expect(await violationsOf(rule, [policy])).toEqual([]);
  });
});
