import {
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
} from "@aws-sdk/client-s3";
import { GetKeyRotationStatusCommand } from "@aws-sdk/client-kms";
import { type AwsClient, connectAws } from "../../../plugins/aws/client";
import { motoGaps } from "../../../plugins/aws/moto-gaps";
import { Deployed, unchanged } from "./deployed";
import { type Moto, motoConfig, startMoto } from "./moto";

let moto: Moto;
let client: AwsClient;
let count = 0;

beforeAll(async () => {
  moto = await startMoto();
  client = connectAws(motoConfig(moto.url));
});
afterAll(() => moto.stop());

async function newBucket(): Promise<string> {
  return (await Deployed.create(client, "Bucket", { bucket: `lab-lifecycle-${++count}` })).id;
}

const everything = [
  {
    id: "exports",
    status: "Enabled",
    filter: { and: { prefix: "exports/", tags: { kind: "full" }, objectSizeGreaterThan: 131_072 } },
    transitions: [
      { days: 90, storageClass: "DEEP_ARCHIVE" },
      { days: 0, storageClass: "GLACIER" },
    ],
    expiration: { days: 365 },
    noncurrentVersionExpiration: { noncurrentDays: 90, newerNoncurrentVersions: 3 },
    noncurrentVersionTransitions: [
      { noncurrentDays: 1, newerNoncurrentVersions: 2, storageClass: "GLACIER" },
    ],
  },
  {
    id: "clean-up",
    status: "Enabled",
    filter: {},
    expiration: { expiredObjectDeleteMarker: true },
    abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
  },
  {
    id: "sized",
    status: "Enabled",
    filter: { objectSizeGreaterThan: 10 },
    expiration: { days: 3 },
  },
  { id: "small", status: "Enabled", filter: { objectSizeLessThan: 10 }, expiration: { days: 3 } },
  {
    id: "between",
    status: "Enabled",
    filter: { and: { objectSizeGreaterThan: 1, objectSizeLessThan: 9 } },
    expiration: { days: 3 },
  },
  {
    id: "dated",
    status: "Disabled",
    filter: { tag: { key: "kind", value: "old" } },
    transitions: [{ date: "2029-01-01T00:00:00Z", storageClass: "DEEP_ARCHIVE" }],
    expiration: { date: "2030-01-01" },
  },
  { id: "old-way", status: "Enabled", prefix: "logs/", expiration: { days: 3 } },
  {
    id: "no-filter",
    status: "Enabled",
    expiration: { days: 3 },
    transitions: [{ storageClass: "GLACIER" }],
  },
];

test("every kind of rule is written and found unchanged, in the program's spelling", async () => {
  const setting = await Deployed.create(client, "BucketLifecycleConfiguration", {
    bucket: await newBucket(),
    rules: everything,
    transitionDefaultMinimumObjectSize: "varies_by_storage_class",
  });
  expect(setting.outputs).toMatchObject({
    rules: everything,
    transitionDefaultMinimumObjectSize: "varies_by_storage_class",
  });
  expect(await setting.drift()).toEqual(unchanged);
});

test("what reaches the server is what S3 wants", async () => {
  const Bucket = await newBucket();
  await Deployed.create(client, "BucketLifecycleConfiguration", {
    bucket: Bucket,
    rules: everything,
  });
  const { Rules } = await client.s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket }));
  const byId = Object.fromEntries((Rules ?? []).map((rule) => [rule.ID!, rule] as const));
  expect(byId["exports"]?.Filter?.And).toMatchObject({
    Prefix: "exports/",
    Tags: [{ Key: "kind", Value: "full" }],
  });
  expect(byId["exports"]?.Transitions).toEqual([
    { Days: 90, StorageClass: "DEEP_ARCHIVE" },
    { Days: 0, StorageClass: "GLACIER" },
  ]);
  expect(byId["dated"]?.Expiration).toEqual({ Date: new Date("2030-01-01T00:00:00Z") });
  expect(byId["no-filter"]?.Transitions).toEqual([{ Days: 0, StorageClass: "GLACIER" }]);
  expect(byId["no-filter"]?.Filter).toEqual({ Prefix: "" });
  expect(byId["old-way"]).toMatchObject({ Prefix: "logs/" });
});

test("the minimum object size is S3's own where the program leaves it out", async () => {
  const setting = await Deployed.create(client, "BucketLifecycleConfiguration", {
    bucket: await newBucket(),
    rules: everything.slice(1, 2),
  });
  expect(setting.outputs["transitionDefaultMinimumObjectSize"]).toBe("all_storage_classes_128K");
  expect(await setting.drift()).toEqual(unchanged);
});

test("a rule added or taken away by the program changes the one configuration", async () => {
  const bucket = await newBucket();
  const [first, second] = everything;
  const setting = await Deployed.create(client, "BucketLifecycleConfiguration", {
    bucket,
    rules: [first],
  });
  await setting.update({ bucket, rules: [second] });
  expect(setting.outputs["rules"]).toEqual([second]);
  expect(await setting.drift()).toEqual(unchanged);
});

test("the table of moto's gaps names only values that moto really loses", async () => {
  const bucket = await newBucket();
  const rules = [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" } }];
  await Deployed.create(client, "BucketLifecycleConfiguration", {
    bucket,
    rules: everything,
    transitionDefaultMinimumObjectSize: "varies_by_storage_class",
  });
  await Deployed.create(client, "BucketServerSideEncryptionConfiguration", {
    bucket,
    rules: [
      {
        applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" },
        blockedEncryptionTypes: ["SSE-C"],
      },
    ],
  });
  const key = await Deployed.create(client, "Key", {
    enableKeyRotation: true,
    rotationPeriodInDays: 180,
  });
  const [lifecycle, encryption, rotation] = await Promise.all([
    client.s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket: bucket })),
    client.s3.send(new GetBucketEncryptionCommand({ Bucket: bucket })),
    client.kms.send(new GetKeyRotationStatusCommand({ KeyId: key.id })),
  ]);
  const said = JSON.stringify([lifecycle.Rules, encryption, rotation]);
  expect(encryption.ServerSideEncryptionConfiguration?.Rules).toMatchObject(rules);
  expect(lifecycle.TransitionDefaultMinimumObjectSize).toBe("all_storage_classes_128K");
  expect(said.match(/"NewerNoncurrentVersions"/g)).toHaveLength(1);
  const lost = [
    "ObjectSizeGreaterThan",
    "ObjectSizeLessThan",
    "BlockedEncryptionTypes",
    "RotationPeriodInDays",
  ];
  for (const name of lost) expect(said).not.toContain(name);
  // Each of the values above has its line in the table, and the table has no other.
  expect(
    Object.values(motoGaps)
      .flat()
      .map(({ path }) => path.split(".").at(-1))
      .sort(),
  ).toEqual([
    "blockedEncryptionTypes",
    "newerNoncurrentVersions",
    "objectSizeGreaterThan",
    "objectSizeGreaterThan",
    "objectSizeLessThan",
    "objectSizeLessThan",
    "rotationPeriodInDays",
    "transitionDefaultMinimumObjectSize",
  ]);
});
