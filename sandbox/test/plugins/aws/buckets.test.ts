import {
  DeleteBucketCommand,
  HeadBucketCommand,
  ListObjectVersionsCommand,
  PutBucketTaggingCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { type AwsClient, connectAws } from "../../../plugins/aws/client";
import { PartlyDone } from "../../../plugins/protocol/resource-type";
import { Deployed, faultsOf, typeNamed, unchanged } from "./deployed";
import { type Moto, motoConfig, startMoto } from "./moto";

let moto: Moto;
let client: AwsClient;
let count = 0;

beforeAll(async () => {
  moto = await startMoto();
  client = connectAws(motoConfig(moto.url, { defaultTags: { tags: { estate: "lab" } } }));
});
afterAll(() => moto.stop());

const newName = () => `lab-bucket-${++count}`;
const newBucket = (more: Record<string, unknown> = {}) =>
  Deployed.create(client, "Bucket", { bucket: newName(), ...more });
const put = (Bucket: string, more: { ObjectLockMode?: "COMPLIANCE" | "GOVERNANCE" } = {}) =>
  client.s3.send(
    new PutObjectCommand({
      Bucket,
      Key: "backup",
      Body: "x",
      ...more,
      ...(more.ObjectLockMode && {
        ObjectLockRetainUntilDate: new Date(Date.now() + 86_400_000),
      }),
    }),
  );

describe("a bucket", () => {
  test("is created with the official outputs and its name as id", async () => {
    const bucket = await newBucket({ objectLockEnabled: true, tags: { tier: "1" } });
    expect(bucket.outputs).toEqual({
      arn: `arn:aws:s3:::${bucket.id}`,
      bucket: bucket.id,
      bucketDomainName: `${bucket.id}.s3.amazonaws.com`,
      bucketRegion: "us-east-1",
      bucketRegionalDomainName: `${bucket.id}.s3.us-east-1.amazonaws.com`,
      forceDestroy: false,
      hostedZoneId: "Z3AQBSTGFJSTF",
      objectLockEnabled: true,
      region: "us-east-1",
      tags: { tier: "1" },
      tagsAll: { estate: "lab", tier: "1" },
    });
    expect(await bucket.drift()).toEqual(unchanged);
  });

  test("is created in the provider's Region", async () => {
    const europe = connectAws(motoConfig(moto.url, { region: "eu-central-1" }));
    const bucket = await Deployed.create(europe, "Bucket", { bucket: newName() });
    expect(bucket.outputs).toMatchObject({
      bucketRegion: "eu-central-1",
      hostedZoneId: "Z21DNDUVLTQW6Q",
    });
    await expect(Deployed.create(europe, "Bucket", { bucket: bucket.id })).rejects.toThrow(
      `creating aws:s3/bucket:Bucket (${bucket.id}): BucketAlreadyOwnedByYou`,
    );
  });

  test("shows tags changed by hand, and an update puts them right", async () => {
    const bucket = await newBucket({ tags: { tier: "1" } });
    const Tagging = { TagSet: [{ Key: "tier", Value: "2" }] };
    await client.s3.send(new PutBucketTaggingCommand({ Bucket: bucket.id, Tagging }));
    expect(await bucket.drift()).toEqual({
      outputs: ["tags.tier", "tagsAll.estate", "tagsAll.tier"],
      inputs: ["tags.tier"],
    });
    await bucket.update({ bucket: bucket.id, tags: { tier: "1" } });
    expect(bucket.outputs["tagsAll"]).toEqual({ estate: "lab", tier: "1" });
    expect(await bucket.drift()).toEqual(unchanged);
  });

  test("is gone for the engine after it was deleted by hand", async () => {
    const bucket = await newBucket();
    await client.s3.send(new DeleteBucketCommand({ Bucket: bucket.id }));
    expect(await bucket.read()).toBeUndefined();
    await expect(bucket.delete()).resolves.toBeUndefined();
  });

  test("fails to be deleted while something is in it, and says how to", async () => {
    const bucket = await newBucket();
    await put(bucket.id);
    await expect(bucket.delete()).rejects.toThrow(
      /deleting aws:s3\/bucket:Bucket \(lab-bucket-\d+\): BucketNotEmpty: .* set forceDestroy to true/,
    );
    expect(await bucket.read()).toBeDefined();
  });

  test("is deleted with every version when forceDestroy was applied before", async () => {
    const bucket = await newBucket();
    const VersioningConfiguration = { Status: "Enabled" } as const;
    await client.s3.send(
      new PutBucketVersioningCommand({ Bucket: bucket.id, VersioningConfiguration }),
    );
    await put(bucket.id);
    await put(bucket.id);
    await bucket.update({ bucket: bucket.id, forceDestroy: true });
    await bucket.delete();
    await expect(
      client.s3.send(new HeadBucketCommand({ Bucket: bucket.id })),
    ).rejects.toMatchObject({ name: "NotFound" });
  });

  test("passes over governance retention with forceDestroy", async () => {
    const bucket = await newBucket({ objectLockEnabled: true, forceDestroy: true });
    await put(bucket.id, { ObjectLockMode: "GOVERNANCE" });
    await bucket.delete();
    expect(await bucket.read()).toBeUndefined();
  });

  test("fails to be deleted while an object is under compliance retention, forceDestroy or not", async () => {
    const bucket = await newBucket({ objectLockEnabled: true, forceDestroy: true });
    await put(bucket.id, { ObjectLockMode: "COMPLIANCE" });
    await expect(bucket.delete()).rejects.toThrow(
      /emptying the bucket stopped at backup .*AccessDenied/,
    );
    const left = await client.s3.send(new ListObjectVersionsCommand({ Bucket: bucket.id }));
    expect(left.Versions).toHaveLength(1);
  });

  test("is not forgotten when it was made and its tags were refused", async () => {
    const bucket = newName();
    const creating = Deployed.create(client, "Bucket", { bucket, tags: { "aws:mine": "1" } });
    const failure: unknown = await creating.catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(PartlyDone);
    expect(failure).toMatchObject({
      message: expect.stringContaining(`(${bucket}): it exists, but is not complete: InvalidTag`),
      state: { id: bucket, outputs: { bucket, arn: `arn:aws:s3:::${bucket}` } },
    });
  });

  test("fails to be read, and is not taken for gone, while the server is down", async () => {
    const bucket = await newBucket();
    const nowhere = connectAws(motoConfig("http://127.0.0.1:9"));
    const reading = typeNamed("Bucket").read(nowhere, bucket.id, bucket.outputs, {});
    await expect(reading).rejects.toThrow(`reading aws:s3/bucket:Bucket (${bucket.id})`);
  });

  test("is imported without what AWS chooses by itself", async () => {
    const { id } = await newBucket();
    const reading = await typeNamed("Bucket").read(client, id, {}, {});
    expect(reading?.inputs).toEqual({ bucket: id, forceDestroy: false });
  });

  test("is replaced when its name or its lock changes, and frees the name first", () => {
    const { replaceOn, deleteBeforeReplace } = typeNamed("Bucket");
    expect([...replaceOn].sort()).toEqual(["bucket", "objectLockEnabled", "region"]);
    expect(deleteBeforeReplace).toBe(true);
  });

  test.each([
    ["Lab", "allowed: lower-case letters, digits, dots and hyphens"],
    ["ab", "allowed: 3 to 63 characters"],
    ["a".repeat(64), "allowed: 3 to 63 characters"],
    ["-lab", "allowed: a letter or digit at both ends"],
    ["lab..exports", "allowed: no two dots side by side"],
    ["192.168.1.1", "allowed: nothing that looks like an IP address"],
    ["xn--lab", "allowed: no reserved prefix"],
    ["lab--x-s3", "allowed: no reserved suffix"],
  ])("fails for the name %s", (bucket, fault) => {
    expect(faultsOf("Bucket", { bucket })).toEqual([expect.stringContaining(fault)]);
  });

  test("fails for settings that have resource types of their own", () => {
    const inputs = { bucket: "lab", versioning: { enabled: true }, acl: "private" };
    expect(faultsOf("Bucket", inputs)).toEqual([
      expect.stringMatching(/^acl: .* leave acl out$/),
      expect.stringMatching(/^versioning: .* leave versioning out$/),
    ]);
  });
});
