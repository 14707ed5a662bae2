import {
  GetBucketLifecycleConfigurationCommand,
  PutBucketLifecycleConfigurationCommand,
} from "@aws-sdk/client-s3";
import { minioPlugin } from "../../../plugins/minio/plugin";
import { type Kept, PluginClient } from "../protocol/client";
import { type MinioServer, startMinio } from "./minio-server";

const token = "minio:index/ilmPolicy:IlmPolicy";
const bucketToken = "minio:index/s3Bucket:S3Bucket";

// A real server on a machine that runs other tests too.
let server: MinioServer;
let plugin: PluginClient;
beforeAll(async () => {
  server = await startMinio();
  plugin = await PluginClient.start(minioPlugin, server.config);
});
afterAll(async () => {
  await plugin.close();
  await server.stop();
});

const refreshed = async (kept: Kept) => (await plugin.refresh(kept))!;

describe("IlmPolicy", () => {
  const rules = [
    { id: "short", expiration: "5d", filter: "logs/", noncurrentVersionExpirationDays: 3 },
    { id: "dated", expiration: "2099-12-31", tags: { keep: "no", tier: "b" } },
    { id: "markers", expiration: "DeleteMarker" },
  ];
  const declare = async (bucket: string) => {
    await plugin.create(bucketToken, { bucket });
    return plugin.create(token, { bucket, rules });
  };

  it("is applied as declared and found again without drift", async () => {
    const kept = await declare("aging");
    const found = await server.byHand.s3.send(
      new GetBucketLifecycleConfigurationCommand({ Bucket: "aging" }),
    );
    expect(found.Rules).toHaveLength(3);
    expect(found.Rules?.[0]).toMatchObject({
      ID: "short",
      Status: "Enabled",
      Expiration: { Days: 5 },
      Filter: { Prefix: "logs/" },
      NoncurrentVersionExpiration: { NoncurrentDays: 3 },
    });
    expect(await refreshed(kept)).toEqual(kept);
    expect((await plugin.diff(await refreshed(kept), kept.inputs)).changed).toBe(false);
  });

  it("is imported with inputs that it would be declared with, and no other", async () => {
    await declare("foreign");
    const found = await plugin.import(token, "foreign");
    expect(found?.inputs).toEqual({ bucket: "foreign", rules });
    expect(await plugin.check(token, found!.inputs)).toMatchObject({ failures: [] });
    expect(await plugin.import(token, "missing")).toBeUndefined();
  });

  it("shows a rule changed by hand at its place, and sets it back", async () => {
    const kept = await declare("touched");
    const changed = [
      {
        ID: "short",
        Status: "Enabled" as const,
        Filter: { Prefix: "logs/" },
        Expiration: { Days: 50 },
        NoncurrentVersionExpiration: { NoncurrentDays: 3 },
      },
    ];
    await server.byHand.s3.send(
      new PutBucketLifecycleConfigurationCommand({
        Bucket: "touched",
        LifecycleConfiguration: { Rules: changed },
      }),
    );
    const drifted = await refreshed(kept);
    expect((await plugin.diff(drifted, kept.inputs)).details).toMatchObject({
      "rules[0].expiration": "UPDATE",
      "rules[1]": "ADD",
      "rules[2]": "ADD",
    });
    const repaired = await plugin.update(drifted, kept.inputs);
    expect(repaired.outputs).toEqual(kept.outputs);
  });

  it("lets only what was replaced go, in a bucket that locks, and takes other days", async () => {
    await plugin.create(bucketToken, { bucket: "replaced", objectLocking: true });
    const rule = (days: number) => ({
      bucket: "replaced",
      rules: [{ id: "replaced-versions", noncurrentVersionExpirationDays: days }],
    });
    const kept = await plugin.create(token, rule(30));
    const found = async () => {
      const request = new GetBucketLifecycleConfigurationCommand({ Bucket: "replaced" });
      return (await server.byHand.s3.send(request)).Rules;
    };
    const expected = (days: number) => [
      {
        ID: "replaced-versions",
        Status: "Enabled",
        Filter: { Prefix: "" },
        NoncurrentVersionExpiration: { NoncurrentDays: days },
      },
    ];
    expect(await found()).toEqual(expected(30));
    expect(await refreshed(kept)).toEqual(kept);
    expect((await plugin.diff(kept, rule(31))).replaces).toEqual([]);
    await plugin.update(kept, rule(31));
    expect(await found()).toEqual(expected(31));
  });

  it("is removed when deleted, and a second time without complaint", async () => {
    const kept = await declare("ageless");
    await plugin.delete(kept);
    expect(await plugin.refresh(kept)).toBeUndefined();
    await plugin.delete(kept);
  });

  it("fails at check on forms MinIO does not know, all at once", async () => {
    const { failures } = await plugin.check(token, {
      bucket: "b",
      rules: [
        { id: "a", expiration: "5 days" },
        { id: "b", status: "Enabled", noncurrentVersionExpirationDays: 0 },
        { id: "c", expiration: "0d" },
      ],
    });
    expect(failures.map(({ property }) => property)).toEqual([
      "rules[0].expiration",
      "rules[1].status",
      "rules[1].noncurrentVersionExpirationDays",
      "rules[2].expiration",
    ]);
  });
});
