import {
  DeleteBucketCommand,
  DeleteBucketEncryptionCommand,
  GetBucketVersioningCommand,
  GetObjectLockConfigurationCommand,
  HeadBucketCommand,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { alias } from "../../../plugins/minio/mc";
import { minioPlugin } from "../../../plugins/minio/plugin";
import type { Properties } from "../../../plugins/protocol/resource-type";
import { type Kept, PluginClient } from "../protocol/client";
import { type MinioServer, startMinio } from "./minio-server";

const tokens = {
  bucket: "minio:index/s3Bucket:S3Bucket",
  versioning: "minio:index/s3BucketVersioning:S3BucketVersioning",
  encryption: "minio:index/s3BucketServerSideEncryption:S3BucketServerSideEncryption",
};

// Real servers on a machine that runs other tests too.
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

const newBucket = (bucket: string, more: Properties = {}) =>
  plugin.create(tokens.bucket, { bucket, ...more });
const refreshed = async (kept: Kept) => (await plugin.refresh(kept))!;
const put = (Bucket: string, Key = "object") =>
  server.byHand.s3.send(new PutObjectCommand({ Bucket, Key, Body: "x" }));

describe("S3Bucket on a real MinIO", () => {
  it("is created as declared and found again without drift", async () => {
    const inputs = { bucket: "plain", objectLocking: true, quota: 1_048_577 };
    const kept = await plugin.create(tokens.bucket, inputs);
    expect(kept.id).toBe("plain");
    expect(kept.outputs).toEqual({
      ...inputs,
      acl: "private",
      forceDestroy: false,
      arn: "arn:aws:s3:::plain",
      bucketDomainName: `http://${server.config.minioServer}/plain`,
    });
    const lock = await server.byHand.s3.send(
      new GetObjectLockConfigurationCommand({ Bucket: "plain" }),
    );
    expect(lock.ObjectLockConfiguration?.ObjectLockEnabled).toBe("Enabled");
    expect(await refreshed(kept)).toEqual(kept);
  });

  it("shows a quota changed by hand, and sets it back", async () => {
    const inputs = { bucket: "limited", quota: 2_000_000 };
    const kept = await plugin.create(tokens.bucket, inputs);
    await server.byHand.mc(["quota", "set", `${alias}/limited`, "--size", "3000000B"]);
    const drifted = await refreshed(kept);
    expect((await plugin.diff(drifted, inputs)).details).toEqual({ quota: "UPDATE" });
    const repaired = await plugin.update(drifted, inputs);
    expect(repaired.outputs["quota"]).toBe(2_000_000);
    const freed = await plugin.update(repaired, { bucket: "limited" });
    expect(freed.outputs).not.toHaveProperty("quota");
  });

  it("is gone from the state when it is gone from the server", async () => {
    const kept = await newBucket("fleeting");
    await server.byHand.s3.send(new DeleteBucketCommand({ Bucket: "fleeting" }));
    expect(await plugin.refresh(kept)).toBeUndefined();
    await plugin.delete(kept);
  });

  it("is replaced for another name, and not for anything else", async () => {
    const kept = await newBucket("named");
    expect((await plugin.diff(kept, { bucket: "renamed" })).replaces).toEqual(["bucket"]);
    const other = { bucket: "named", forceDestroy: true, quota: 9, objectLocking: true };
    expect((await plugin.diff(kept, other)).replaces).toEqual([]);
  });

  it("is named by the resource, or begins with the prefix", async () => {
    const automatic = await plugin.create(tokens.bucket, {});
    expect(automatic.id).toMatch(/^test-[0-9a-f]{7}$/);
    const prefixed = await plugin.create(tokens.bucket, { bucketPrefix: "pre-" });
    expect(prefixed.id).toMatch(/^pre-\d{14}[0-9a-f]{10}$/);
    expect(await refreshed(prefixed)).toEqual(prefixed);
  });

  it("is imported by its name", async () => {
    await newBucket("foreign", { quota: 5 });
    const found = await plugin.import(tokens.bucket, "foreign");
    expect(found?.inputs).toMatchObject({ bucket: "foreign", quota: 5, objectLocking: false });
    expect(await plugin.import(tokens.bucket, "missing")).toBeUndefined();
  });

  it("fails to be deleted while it holds an object, unless it is forced", async () => {
    const kept = await newBucket("full");
    await put("full");
    await expect(plugin.delete(kept)).rejects.toThrow(
      'bucket "full" is not empty. Set force_destroy = true to delete all objects and the bucket, ' +
        "or manually empty the bucket first",
    );
    const forced = await plugin.update(kept, { bucket: "full", forceDestroy: true });
    await plugin.delete(forced);
    const head = server.byHand.s3.send(new HeadBucketCommand({ Bucket: "full" }));
    await expect(head).rejects.toMatchObject({ name: "NotFound" });
  });

  it("is emptied of every version when it is forced", async () => {
    const kept = await newBucket("versions", { objectLocking: true, forceDestroy: true });
    await put("versions");
    await put("versions");
    await plugin.delete(kept);
    expect(await plugin.refresh(kept)).toBeUndefined();
  });

  it("fails to be deleted, even forced, while a version is locked", async () => {
    const kept = await newBucket("locked", { objectLocking: true, forceDestroy: true });
    await server.byHand.s3.send(
      new PutObjectCommand({
        Bucket: "locked",
        Key: "kept",
        Body: "x",
        ObjectLockMode: "COMPLIANCE",
        ObjectLockRetainUntilDate: new Date(Date.now() + 3_600_000),
      }),
    );
    await expect(plugin.delete(kept)).rejects.toThrow(/error deleting object.*\(kept\)/);
  });

  it("fails when the bucket exists already", async () => {
    await newBucket("taken");
    await expect(newBucket("taken")).rejects.toThrow(/bucket already exists! \(taken on 127/);
  });

  it("fails to change object locking, which MinIO cannot", async () => {
    const kept = await newBucket("unlocked");
    const change = plugin.update(kept, { bucket: "unlocked", objectLocking: true });
    await expect(change).rejects.toThrow(/objectLocking of bucket "unlocked".*cannot be changed/);
  });

  it("fails at check on values MinIO refuses", async () => {
    const { failures } = await plugin.check(tokens.bucket, {
      bucket: "Not A Name",
      bucketPrefix: "p",
      acl: "public",
      quota: -1,
    });
    expect(failures.map(({ property }) => property).sort()).toEqual([
      "acl",
      "bucket",
      "bucketPrefix",
      "quota",
    ]);
  });
});

describe("S3BucketVersioning", () => {
  const enabled = { bucket: "versioned", versioningConfiguration: { status: "Enabled" } };

  it("is enabled, shows a suspension by hand, and suspends when deleted", async () => {
    await newBucket("versioned");
    const kept = await plugin.create(tokens.versioning, enabled);
    expect((await refreshed(kept)).inputs).toEqual(enabled);
    await server.byHand.mc(["version", "suspend", `${alias}/versioned`]);
    const drifted = await refreshed(kept);
    expect((await plugin.diff(drifted, enabled)).details).toEqual({
      "versioningConfiguration.status": "UPDATE",
    });
    await plugin.delete(await plugin.update(drifted, enabled));
    const after = await server.byHand.s3.send(
      new GetBucketVersioningCommand({ Bucket: "versioned" }),
    );
    expect(after.Status).toBe("Suspended");
  });

  it("excludes prefixes and folders", async () => {
    await newBucket("partly");
    const versioningConfiguration = {
      status: "Enabled",
      excludedPrefixes: ["tmp/*", "cache/*"],
      excludeFolders: true,
    };
    const kept = await plugin.create(tokens.versioning, {
      bucket: "partly",
      versioningConfiguration,
    });
    expect(kept.outputs["versioningConfiguration"]).toEqual(versioningConfiguration);
  });

  it("stays on when the bucket's locking needs it", async () => {
    await newBucket("worm", { objectLocking: true });
    const kept = await plugin.create(tokens.versioning, { ...enabled, bucket: "worm" });
    await plugin.delete(kept);
    const after = await server.byHand.s3.send(new GetBucketVersioningCommand({ Bucket: "worm" }));
    expect(after.Status).toBe("Enabled");
  });

  it("fails on a status that is none, and on a bucket that is not there", async () => {
    const { failures } = await plugin.check(tokens.versioning, {
      bucket: "b",
      versioningConfiguration: { status: "On" },
    });
    expect(failures[0]?.reason).toContain("allowed: Enabled, Suspended");
    const call = plugin.create(tokens.versioning, { ...enabled, bucket: "absent" });
    await expect(call).rejects.toThrow(/"absent" on 127.*NoSuchBucket/);
  });
});

describe("S3BucketServerSideEncryption", () => {
  it("is set with a key, and gone from the state when removed by hand", async () => {
    await newBucket("sealed");
    const inputs = { bucket: "sealed", encryptionType: "aws:kms", kmsKeyId: server.keyName };
    const kept = await plugin.create(tokens.encryption, inputs);
    expect(kept.outputs).toEqual(inputs);
    expect(await refreshed(kept)).toEqual(kept);
    await server.byHand.s3.send(new DeleteBucketEncryptionCommand({ Bucket: "sealed" }));
    expect(await plugin.refresh(kept)).toBeUndefined();
    await plugin.delete(kept);
  });

  it("fails on a key the server does not have, and on another kind of encryption", async () => {
    await newBucket("unsealed");
    const inputs = { bucket: "unsealed", encryptionType: "aws:kms", kmsKeyId: "no-such-key" };
    await expect(plugin.create(tokens.encryption, inputs)).rejects.toThrow(/"unsealed" on 127/);
    const { failures } = await plugin.check(tokens.encryption, {
      ...inputs,
      encryptionType: "AES256",
    });
    expect(failures[0]?.reason).toContain("allowed: aws:kms");
  });
});
