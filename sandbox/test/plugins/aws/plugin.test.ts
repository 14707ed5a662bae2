import { PutBucketLifecycleConfigurationCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { connectAws } from "../../../plugins/aws/client";
import { aws } from "../../../plugins/aws/plugin";
import { Secret, unknown } from "../../../plugins/protocol/property-values";
import type { Properties } from "../../../plugins/protocol/resource-type";
import { type Kept, PluginClient } from "../protocol/client";
import { type Moto, motoConfig, startMoto } from "./moto";

let moto: Moto;
let plugin: PluginClient;
let bucket: string;
let key: string;
let secret: string;
let user: string;
let role: string;
let topic: string;
let logs: string;
let count = 0;

beforeAll(async () => {
  moto = await startMoto();
  // As the engine hands a configuration over: what is no text is JSON in a text.
  const asTexts = Object.entries(motoConfig(moto.url)).map(([name, value]) => [
    name,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  plugin = await PluginClient.start(aws, Object.fromEntries(asTexts) as Properties);
  bucket = await newBucket({ objectLockEnabled: true });
  key = (await create("Key", {})).id;
  secret = (await create("Secret", { name: "lab/holder" })).id;
  user = (await create("User", { name: "lab-holder" })).id;
  const assumeRolePolicy = JSON.stringify(userPolicy);
  role = (await create("Role", { name: "lab-holder", assumeRolePolicy })).id;
  topic = (await create("Topic", { name: "lab-holder" })).id;
  logs = await newBucket();
  await create("BucketPolicy", { bucket: logs, policy: JSON.stringify(writesLogs(logs)) });
});
afterAll(async () => {
  await plugin.close();
  await moto.stop();
});

const token = (noun: string): string =>
  aws.resourceTypes.find((type) => type.token.endsWith(`:${noun}`))!.token;
const create = (noun: string, inputs: Properties) => plugin.create(token(noun), inputs);
const newBucket = async (more: Properties = {}) =>
  (await create("Bucket", { bucket: `lab-plugin-${++count}`, ...more })).id;

const rules = [
  {
    id: "exports",
    status: "Enabled",
    filter: { objectSizeGreaterThan: 131_072 },
    transitions: [{ days: 0, storageClass: "GLACIER" }],
    expiration: { days: 365 },
    noncurrentVersionExpiration: { noncurrentDays: 90, newerNoncurrentVersions: 3 },
  },
];
const policy = {
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: "arn:aws:s3:::*",
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
  ],
};

const userPolicy = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::lab/*" }],
};

const writesLogs = (into: string) => ({
  Version: "2012-10-17",
  Statement: [
    {
      ...{ Effect: "Allow", Principal: { Service: "logging.s3.amazonaws.com" } },
      ...{ Action: ["s3:PutObject"], Resource: `arn:aws:s3:::${into}/*` },
    },
  ],
});

/** One row a type: what a program declares of it, given a bucket or a key. */
const declarations: readonly [
  noun: string,
  (
    of: Readonly<Record<"bucket" | "key" | "secret" | "user" | "role" | "topic" | "logs", string>>,
  ) => Properties,
][] = [
  ["Key", () => ({ enableKeyRotation: true, rotationPeriodInDays: 180 })],
  ["Alias", ({ key }) => ({ name: `alias/lab-${++count}`, targetKeyId: key })],
  ["Secret", ({ key }) => ({ name: `lab/${++count}`, kmsKeyId: key, tags: { tier: "1" } })],
  ["SecretVersion", ({ secret }) => ({ secretId: secret, secretString: "of the vault" })],
  ["User", () => ({ name: `writer-${++count}`, tags: { tier: "1" } })],
  ["UserPolicy", ({ user }) => ({ user, name: "own", policy: JSON.stringify(userPolicy) })],
  ["AccessKey", ({ user }) => ({ user })],
  ["Role", () => ({ name: `reader-${++count}`, assumeRolePolicy: JSON.stringify(userPolicy) })],
  ["RolePolicy", ({ role }) => ({ role, name: "own", policy: JSON.stringify(userPolicy) })],
  ["Trail", ({ bucket }) => ({ name: `trail-${++count}`, s3BucketName: bucket })],
  ["Topic", () => ({ name: `topic-${++count}`, kmsMasterKeyId: "alias/lab" })],
  [
    "TopicSubscription",
    ({ topic }) => ({ topic, protocol: "email", endpoint: `mail-${++count}@example.org` }),
  ],
  [
    "Budget",
    ({ topic }) => ({
      ...{ name: `budget-${++count}`, budgetType: "COST", timeUnit: "MONTHLY" },
      ...{ limitAmount: "100.00", limitUnit: "USD" },
      notifications: [
        {
          ...{ comparisonOperator: "GREATER_THAN", notificationType: "ACTUAL" },
          ...{ threshold: 80, thresholdType: "PERCENTAGE", subscriberSnsTopicArns: [topic] },
        },
      ],
    }),
  ],
  ["Bucket", () => ({ bucket: `lab-plugin-${++count}`, tags: { tier: "1" } })],
  [
    "BucketVersioning",
    ({ bucket }) => ({ bucket, versioningConfiguration: { status: "Enabled" } }),
  ],
  ["BucketLifecycleConfiguration", ({ bucket }) => ({ bucket, rules })],
  [
    "BucketServerSideEncryptionConfiguration",
    ({ bucket, key }) => ({
      bucket,
      rules: [
        {
          applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key },
          bucketKeyEnabled: true,
        },
      ],
    }),
  ],
  ["BucketPublicAccessBlock", ({ bucket }) => ({ bucket, blockPublicAcls: true })],
  [
    "BucketObjectLockConfiguration",
    ({ bucket }) => ({ bucket, rule: { defaultRetention: { mode: "COMPLIANCE", days: 90 } } }),
  ],
  ["BucketPolicy", ({ bucket }) => ({ bucket, policy: JSON.stringify(policy) })],
  [
    "BucketOwnershipControls",
    ({ bucket }) => ({ bucket, rule: { objectOwnership: "BucketOwnerEnforced" } }),
  ],
  ["BucketLogging", ({ bucket, logs }) => ({ bucket, targetBucket: logs, targetPrefix: "a/" })],
];

test("every resource type has a row here", () => {
  expect(declarations.map(([noun]) => token(noun)).sort()).toEqual(
    aws.resourceTypes.map((type) => type.token).sort(),
  );
});

test.each(declarations)(
  "%s is unchanged for the engine after create, refresh and import, until it is deleted",
  async (noun, declare) => {
    const inputs = declare({ bucket, key, secret, user, role, topic, logs });
    const kept = await create(noun, inputs);
    expect(await plugin.diff(kept, inputs)).toMatchObject({ changed: false });
    const refreshed = (await plugin.refresh(kept))!;
    expect(refreshed).toEqual(kept);
    const imported = (await plugin.import(token(noun), kept.id))!;
    expect(imported.id).toBe(kept.id);
    // What moto loses cannot be imported, but nothing has to be replaced for that.
    expect((await plugin.diff(imported, inputs)).replaces).toEqual([]);
    await plugin.delete(refreshed);
  },
);

test("what was imported may declare what AWS had chosen, without being replaced", async () => {
  const name = `budget-${++count}`;
  const inputs = { name, budgetType: "COST", timeUnit: "MONTHLY", notifications: [] };
  const kept = await create("Budget", { ...inputs, limitAmount: "1.00", limitUnit: "USD" });
  const imported = (await plugin.import(token("Budget"), kept.id))!;
  const { accountId } = imported.outputs;
  expect(imported.inputs).not.toHaveProperty("accountId");
  const said = await plugin.diff(imported, { ...imported.inputs, accountId });
  expect(said).toMatchObject({ changed: false, replaces: [] });
  const other = await plugin.diff(imported, { ...imported.inputs, accountId, name: "another" });
  expect(other.replaces).toEqual(["name"]);
});

test.each<[string, Properties]>([
  ["Key", { multiRegion: false, description: "", tags: {} }],
  ["Bucket", { bucket: "lab-declared", region: "us-east-1", objectLockEnabled: false }],
])("%s may declare what AWS would choose, too", async (noun, inputs) => {
  const kept = await create(noun, inputs);
  expect(await plugin.refresh(kept)).toEqual(kept);
});

test("a preview creates nothing and leaves AWS's part unknown", async () => {
  const planned = await plugin.create(token("Key"), { description: "planned" }, { preview: true });
  expect(planned.outputs).toMatchObject({ arn: unknown, description: "planned" });
});

test("a setting of a bucket and a key that are not made yet passes the check", async () => {
  const rule = {
    applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: unknown },
  };
  const encryption = token("BucketServerSideEncryptionConfiguration");
  expect((await plugin.check(encryption, { bucket: unknown, rules: [rule] })).failures).toEqual([]);
  const locked = {
    bucket: unknown,
    rule: { defaultRetention: { mode: "COMPLIANCE", days: unknown } },
  };
  const lock = token("BucketObjectLockConfiguration");
  expect((await plugin.check(lock, locked)).failures).toEqual([]);
  expect(
    (await plugin.check(token("BucketPolicy"), { bucket: "b", policy: unknown })).failures,
  ).toEqual([]);
  const alias = { name: unknown, targetKeyId: unknown };
  expect((await plugin.check(token("Alias"), alias)).failures).toEqual([]);
});

test("a bucket without a name gets one from its resource, and keeps it", async () => {
  const first = await plugin.check(token("Bucket"), {}, { name: "exports" });
  expect(first.inputs["bucket"]).toMatch(/^exports-[0-9a-f]{7}$/);
  const again = await plugin.check(
    token("Bucket"),
    {},
    { name: "exports", oldInputs: first.inputs },
  );
  expect(again.inputs["bucket"]).toBe(first.inputs["bucket"]);
});

test("another name replaces a bucket, and the old one goes first", async () => {
  const kept = await create("Bucket", { bucket: `lab-plugin-${++count}` });
  expect(await plugin.diff(kept, { bucket: "other-name" })).toMatchObject({
    replaces: ["bucket"],
    deleteBeforeReplace: true,
  });
});

test("another retention is an update, another bucket a replacement", async () => {
  const declare = (bucket: string, days: number) => ({
    bucket,
    rule: { defaultRetention: { mode: "COMPLIANCE", days } },
  });
  const bucket = await newBucket({ objectLockEnabled: true });
  const kept = await create("BucketObjectLockConfiguration", declare(bucket, 90));
  expect(await plugin.diff(kept, declare(bucket, 120))).toMatchObject({
    details: { "rule.defaultRetention.days": "UPDATE" },
    replaces: [],
  });
  expect((await plugin.diff(kept, declare("elsewhere", 90))).replaces).toEqual(["bucket"]);
});

test("a lifecycle rule changed by hand is drift, and an update puts it right", async () => {
  const bucket = await newBucket();
  const kept = await create("BucketLifecycleConfiguration", { bucket, rules });
  await connectAws(motoConfig(moto.url)).s3.send(
    new PutBucketLifecycleConfigurationCommand({
      Bucket: bucket,
      LifecycleConfiguration: {
        Rules: [
          {
            ID: "exports",
            Status: "Enabled",
            Filter: { ObjectSizeGreaterThan: 131_072 },
            Transitions: [{ Days: 0, StorageClass: "GLACIER" }],
            Expiration: { Days: 30 },
            NoncurrentVersionExpiration: { NoncurrentDays: 90, NewerNoncurrentVersions: 3 },
          },
        ],
      },
    }),
  );
  const refreshed = (await plugin.refresh(kept))!;
  const { changed, details } = await plugin.diff(refreshed, { bucket, rules });
  expect({ changed, details }).toEqual({
    changed: true,
    details: { "rules[0].expiration.days": "UPDATE" },
  });
  const repaired = await plugin.update(refreshed, { bucket, rules });
  expect(await plugin.refresh(repaired)).toEqual(repaired);
});

test("a bucket that is gone is gone from the state", async () => {
  const kept = await create("Bucket", { bucket: `lab-plugin-${++count}` });
  await plugin.delete(kept);
  expect(await plugin.refresh(kept)).toBeUndefined();
});

test("fails to delete a bucket with something in it", async () => {
  const kept = await create("Bucket", { bucket: `lab-plugin-${++count}` });
  const object = new PutObjectCommand({ Bucket: kept.id, Key: "backup", Body: "x" });
  await connectAws(motoConfig(moto.url)).s3.send(object);
  await expect(plugin.delete(kept)).rejects.toThrow("BucketNotEmpty");
});

test("a lock's token stays secret", async () => {
  const bucket = await newBucket({ objectLockEnabled: true });
  const kept: Kept = await create("BucketObjectLockConfiguration", { bucket, token: "t" });
  expect(kept.outputs["token"]).toBeInstanceOf(Secret);
});

test("fails for a property that the official SDK does not have, and for a value AWS refuses", async () => {
  const misspelt = await plugin.check(token("Key"), { deletionWindow: 7 });
  expect(misspelt.failures[0]?.reason).toContain('did you mean "deletionWindowInDays"?');
  const refused = await plugin.check(token("Key"), { deletionWindowInDays: 3 });
  expect(refused.failures[0]?.reason).toContain("got 3; allowed: a whole number from 7 to 30");
});

test("fails for a configuration that leads out of the machine", async () => {
  const [inside] = motoConfig(moto.url).endpoints;
  const endpoints = JSON.stringify([{ ...inside, s3: "https://s3.amazonaws.com" }]);
  const failures = await plugin.checkConfig({ ...motoConfig(moto.url), endpoints });
  expect(failures.map(({ property }) => property)).toEqual(["endpoints[0].s3"]);
});
