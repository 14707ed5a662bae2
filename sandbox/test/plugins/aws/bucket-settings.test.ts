import {
  DeleteBucketCommand,
  GetBucketPolicyCommand,
  GetBucketVersioningCommand,
  GetObjectLockConfigurationCommand,
  GetPublicAccessBlockCommand,
  PutBucketEncryptionCommand,
} from "@aws-sdk/client-s3";
import { type AwsClient, connectAws } from "../../../plugins/aws/client";
import { Deployed, faultsOf, typeNamed, unchanged } from "./deployed";
import { settings, statement } from "./bucket-settings";
import { type Moto, motoConfig, startMoto } from "./moto";

let moto: Moto;
let client: AwsClient;
let count = 0;

beforeAll(async () => {
  moto = await startMoto();
  client = connectAws(motoConfig(moto.url));
});
afterAll(() => moto.stop());

async function newBucket(objectLockEnabled = true): Promise<string> {
  const bucket = `lab-setting-${++count}`;
  return (await Deployed.create(client, "Bucket", { bucket, objectLockEnabled })).id;
}

describe.each(settings)("%s", (noun, declared, changed, byHand, differs, readsAfterDelete) => {
  // Versioning cannot be suspended under Object Lock, so this one type gets a bucket without.
  const bucketFor = () => newBucket(noun !== "BucketVersioning");

  test("is created, changed in place and read back as declared", async () => {
    const bucket = await bucketFor();
    const setting = await Deployed.create(client, noun, { bucket, ...declared });
    expect(setting.id).toBe(bucket);
    expect(setting.outputs).toMatchObject({ bucket, region: "us-east-1", ...declared });
    expect(await setting.drift()).toEqual(unchanged);
    await setting.update({ bucket, ...changed });
    expect(setting.outputs).toMatchObject({ bucket, ...changed });
    expect(await setting.drift()).toEqual(unchanged);
  });

  test("shows what was changed by hand, and an update puts it right", async () => {
    const bucket = await bucketFor();
    const setting = await Deployed.create(client, noun, { bucket, ...changed });
    await byHand(client, bucket);
    expect((await setting.drift()).inputs.sort()).toEqual(differs);
    await setting.update({ bucket, ...changed });
    expect(await setting.drift()).toEqual(unchanged);
  });

  test("is deleted, and deleting it again changes nothing", async () => {
    const setting = await Deployed.create(client, noun, { bucket: await bucketFor(), ...declared });
    await setting.delete();
    expect((await setting.read()) !== undefined).toBe(readsAfterDelete);
    await expect(setting.delete()).resolves.toBeUndefined();
  });

  test("is gone when its bucket is gone, and then is deleted without a word", async () => {
    const bucket = await bucketFor();
    const setting = await Deployed.create(client, noun, { bucket, ...declared });
    await client.s3.send(new DeleteBucketCommand({ Bucket: bucket }));
    expect(await setting.read()).toBeUndefined();
    await expect(setting.delete()).resolves.toBeUndefined();
  });

  test("fails on a bucket that does not exist, naming both", async () => {
    const creating = Deployed.create(client, noun, { bucket: "no-such-bucket", ...declared });
    await expect(creating).rejects.toThrow(
      `creating ${typeNamed(noun).token} (no-such-bucket): NoSuchBucket`,
    );
  });

  test("is replaced when it moves to another bucket, and refuses an account of its own", () => {
    expect(typeNamed(noun).replaceOn).toEqual(expect.arrayContaining(["bucket", "region"]));
    expect(
      faultsOf(noun, { bucket: "b", ...declared, expectedBucketOwner: "123456789012" }),
    ).toEqual([
      expect.stringContaining("expectedBucketOwner: the sandbox's AWS does not act this out"),
    ]);
  });
});

describe("a bucket's versioning", () => {
  const versioning = (bucket: string, status: string) => ({
    bucket,
    versioningConfiguration: { status },
  });
  const statusOf = async (Bucket: string) =>
    (await client.s3.send(new GetBucketVersioningCommand({ Bucket }))).Status;

  test("fails to be switched off once it was on", async () => {
    const bucket = await newBucket(false);
    const setting = await Deployed.create(
      client,
      "BucketVersioning",
      versioning(bucket, "Enabled"),
    );
    await expect(setting.update(versioning(bucket, "Disabled"))).rejects.toThrow(
      "cannot be changed from Enabled to Disabled; allowed: Suspended",
    );
  });

  test("fails to be suspended under Object Lock, which moto would do", async () => {
    const bucket = await newBucket();
    const setting = await Deployed.create(
      client,
      "BucketVersioning",
      versioning(bucket, "Enabled"),
    );
    await expect(setting.update(versioning(bucket, "Suspended"))).rejects.toThrow(
      "InvalidBucketState",
    );
    expect(await statusOf(bucket)).toBe("Enabled");
  });

  test("is suspended when it is deleted, unless Object Lock needs it", async () => {
    for (const [locked, status] of [
      [false, "Suspended"],
      [true, "Enabled"],
    ] as const) {
      const bucket = await newBucket(locked);
      const setting = await Deployed.create(
        client,
        "BucketVersioning",
        versioning(bucket, "Enabled"),
      );
      await setting.delete();
      expect(await statusOf(bucket)).toBe(status);
    }
  });

  test("leaves a bucket that never had versioning alone", async () => {
    const bucket = await newBucket(false);
    const setting = await Deployed.create(
      client,
      "BucketVersioning",
      versioning(bucket, "Disabled"),
    );
    await setting.delete();
    expect(await statusOf(bucket)).toBeUndefined();
  });
});

describe("other settings of a bucket", () => {
  test("fails to lock a bucket without versioning", async () => {
    const creating = Deployed.create(client, "BucketObjectLockConfiguration", {
      bucket: await newBucket(false),
      rule: { defaultRetention: { mode: "COMPLIANCE", days: 1 } },
    });
    await expect(creating).rejects.toThrow("InvalidBucketState");
  });

  test("deleting the lock's configuration leaves the lock itself on", async () => {
    const Bucket = await newBucket();
    const setting = await Deployed.create(client, "BucketObjectLockConfiguration", {
      bucket: Bucket,
      rule: { defaultRetention: { mode: "COMPLIANCE", days: 1 } },
    });
    await setting.delete();
    const answer = await client.s3.send(new GetObjectLockConfigurationCommand({ Bucket }));
    expect(answer.ObjectLockConfiguration).toEqual({ ObjectLockEnabled: "Enabled" });
  });

  test("fails for a public policy under blockPublicPolicy, which moto would take", async () => {
    const bucket = await newBucket();
    await Deployed.create(client, "BucketPublicAccessBlock", { bucket, blockPublicPolicy: true });
    const open = { bucket, policy: JSON.stringify(statement({ Principal: "*" })) };
    await expect(Deployed.create(client, "BucketPolicy", open)).rejects.toThrow(
      /AccessDenied: the policy lets everybody in, and blockPublicPolicy is on/,
    );
    const none = client.s3.send(new GetBucketPolicyCommand({ Bucket: bucket }));
    await expect(none).rejects.toMatchObject({ name: "NoSuchBucketPolicy" });
  });

  test("a policy with a condition, or one given as an object, is no such case", async () => {
    const bucket = await newBucket();
    await Deployed.create(client, "BucketPublicAccessBlock", { bucket, blockPublicPolicy: true });
    const policy = statement({
      Effect: "Deny",
      Principal: "*",
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    });
    const setting = await Deployed.create(client, "BucketPolicy", { bucket, policy });
    const stored = await client.s3.send(new GetBucketPolicyCommand({ Bucket: bucket }));
    expect(JSON.parse(stored.Policy!)).toEqual(policy);
    expect(await setting.drift()).toEqual(unchanged);
  });

  test("skipDestroy leaves the public access block on the bucket", async () => {
    const Bucket = await newBucket();
    const setting = await Deployed.create(client, "BucketPublicAccessBlock", {
      bucket: Bucket,
      blockPublicAcls: true,
      skipDestroy: true,
    });
    await setting.delete();
    const answer = await client.s3.send(new GetPublicAccessBlockCommand({ Bucket }));
    expect(answer.PublicAccessBlockConfiguration?.BlockPublicAcls).toBe(true);
  });

  test("encryption switched to another algorithm by hand is seen", async () => {
    const Bucket = await newBucket();
    const setting = await Deployed.create(client, "BucketServerSideEncryptionConfiguration", {
      bucket: Bucket,
      rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms" } }],
    });
    const Rules = [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" as const } }];
    await client.s3.send(
      new PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration: { Rules } }),
    );
    expect((await setting.drift()).inputs).toContain(
      "rules[0].applyServerSideEncryptionByDefault.sseAlgorithm",
    );
  });
});
