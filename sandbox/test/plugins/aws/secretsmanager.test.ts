import {
  DescribeSecretCommand,
  GetResourcePolicyCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  TagResourceCommand,
  UpdateSecretCommand,
} from "@aws-sdk/client-secrets-manager";
import { type AwsClient, connectAws } from "../../../plugins/aws/client";
import { Deployed, faultsOf, typeNamed, unchanged } from "./deployed";
import { type Moto, motoConfig, startMoto } from "./moto";

let moto: Moto;
let client: AwsClient;

beforeAll(async () => {
  moto = await startMoto();
  client = connectAws(motoConfig(moto.url, { defaultTags: { tags: { estate: "lab" } } }));
});
afterAll(() => moto.stop());

const describeSecret = (SecretId: string) =>
  client.secretsManager.send(new DescribeSecretCommand({ SecretId }));
const valueOf = async (SecretId: string, VersionStage?: string) =>
  (await client.secretsManager.send(new GetSecretValueCommand({ SecretId, VersionStage })))
    .SecretString;

describe("a secret", () => {
  test("is created with its ARN as id, under the key it names, by id or by ARN", async () => {
    const key = await Deployed.create(client, "Key", {});
    const secret = await Deployed.create(client, "Secret", {
      name: "lab/export-key/offsite",
      description: "reads the exports",
      kmsKeyId: key.outputs["arn"],
      tags: { tier: "1" },
    });
    expect(secret.id).toMatch(
      /^arn:aws:secretsmanager:us-east-1:123456789012:secret:lab\/export-key\/offsite-\w{6}$/,
    );
    expect(secret.outputs).toMatchObject({
      arn: secret.id,
      name: "lab/export-key/offsite",
      kmsKeyId: key.outputs["arn"],
      recoveryWindowInDays: 30,
      tags: { tier: "1" },
      tagsAll: { estate: "lab", tier: "1" },
    });
    expect(await secret.drift()).toEqual(unchanged);
    await secret.update({ name: "lab/export-key/offsite", kmsKeyId: key.id });
    expect(await secret.drift()).toEqual(unchanged);
  });

  test("changes description, key and tags in place", async () => {
    const [one, two] = [
      await Deployed.create(client, "Key", {}),
      await Deployed.create(client, "Key", {}),
    ];
    const declared = { name: "changes", kmsKeyId: one.id, tags: { old: "1" } };
    const secret = await Deployed.create(client, "Secret", declared);
    await secret.update({
      name: "changes",
      description: "new",
      kmsKeyId: two.id,
      tags: { new: "2" },
    });
    const { Description, KmsKeyId, Tags } = await describeSecret(secret.id);
    expect({ Description, KmsKeyId }).toEqual({ Description: "new", KmsKeyId: two.id });
    expect(Tags).not.toContainEqual({ Key: "old", Value: "1" });
    expect(Tags).toContainEqual({ Key: "new", Value: "2" });
    expect(await secret.drift()).toEqual(unchanged);
  });

  test("has its resource policy from the first, changes it, and loses it with the declaration", async () => {
    const policyFor = (Action: string) =>
      JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Deny", Principal: "*", Action, Resource: "*" }],
      });
    const policyOf = async (SecretId: string) =>
      (await client.secretsManager.send(new GetResourcePolicyCommand({ SecretId }))).ResourcePolicy;
    const [reading, writing] = ["GetSecretValue", "PutSecretValue"].map((action) =>
      policyFor(`secretsmanager:${action}`),
    );
    const name = "guarded";
    const secret = await Deployed.create(client, "Secret", { name, policy: reading });
    expect(await policyOf(secret.id)).toBe(reading);
    await secret.update({ name, policy: writing });
    expect(await policyOf(secret.id)).toBe(writing);
    expect(await secret.drift()).toEqual(unchanged);
    await secret.update({ name });
    expect(await policyOf(secret.id)).toBeUndefined();
  });

  test("shows as drift what was changed by hand", async () => {
    const secret = await Deployed.create(client, "Secret", { name: "by-hand", description: "d" });
    const SecretId = secret.id;
    await client.secretsManager.send(new UpdateSecretCommand({ SecretId, Description: "by hand" }));
    await client.secretsManager.send(
      new TagResourceCommand({ SecretId, Tags: [{ Key: "hand", Value: "1" }] }),
    );
    expect((await secret.drift()).inputs.sort()).toEqual(["description", "tags"]);
  });

  test("is not deleted but scheduled for it, and then is gone for the engine", async () => {
    const secret = await Deployed.create(client, "Secret", {
      name: "leaves",
      recoveryWindowInDays: 7,
    });
    await secret.delete();
    const { DeletedDate } = await describeSecret(secret.id);
    expect(Math.round((DeletedDate!.getTime() - Date.now()) / 86_400_000)).toBe(7);
    expect(await secret.read()).toBeUndefined();
    await expect(secret.delete()).resolves.toBeUndefined();
  });

  test("fails to be made again while its name waits for deletion", async () => {
    const secret = await Deployed.create(client, "Secret", { name: "waits" });
    await secret.delete();
    await expect(Deployed.create(client, "Secret", { name: "waits" })).rejects.toThrow(
      /creating aws:secretsmanager\/secret:Secret \(waits\): (Invalid|ResourceExists)/,
    );
  });

  test("is imported without what AWS chooses by itself", async () => {
    const { id } = await Deployed.create(client, "Secret", { name: "imported" });
    const reading = await typeNamed("Secret").read(client, id, {}, {});
    expect(reading?.inputs).toMatchObject({ name: "imported", recoveryWindowInDays: 30 });
    for (const name of ["description", "region", "kmsKeyId"])
      expect(reading?.inputs).not.toHaveProperty(name);
  });

  test("is replaced when its name changes, and only then", () => {
    expect([...typeNamed("Secret").replaceOn].sort()).toEqual(["name", "region"]);
  });

  test.each([
    [{ name: "a b" }, 'name: got "a b"; allowed: up to 512 letters'],
    [{ name: "" }, 'name: got ""'],
    [
      { recoveryWindowInDays: 3 },
      "recoveryWindowInDays: got 3; allowed: a whole number from 7 to 30",
    ],
    [{ recoveryWindowInDays: 31 }, "recoveryWindowInDays: got 31"],
    [{ replicas: [] }, "replicas: the sandbox's AWS does not act this out"],
    [{ policy: "{}" }, "policy: not a policy"],
  ])("fails for %j", (inputs, fault) => {
    expect(faultsOf("Secret", { name: "n", ...inputs })).toEqual([expect.stringContaining(fault)]);
  });

  test("may have no recovery window at all", () => {
    expect(faultsOf("Secret", { name: "n", recoveryWindowInDays: 0 })).toEqual([]);
  });
});

describe("a version of a secret", () => {
  const secretNamed = async (name: string) =>
    (await Deployed.create(client, "Secret", { name })).id;

  test("holds the value under AWSCURRENT, with the official outputs and id", async () => {
    const secretId = await secretNamed("holds");
    const version = await Deployed.create(client, "SecretVersion", {
      secretId,
      secretString: "the key",
    });
    expect(version.id).toBe(`${secretId}|${String(version.outputs["versionId"])}`);
    expect(version.outputs).toMatchObject({
      arn: secretId,
      secretId,
      secretString: "the key",
      versionStages: ["AWSCURRENT"],
      hasSecretStringWo: false,
    });
    expect(await valueOf(secretId)).toBe("the key");
    expect(await version.drift()).toEqual(unchanged);
  });

  test("is a new version for a new value, and the old value stays readable", async () => {
    expect([...typeNamed("SecretVersion").replaceOn].sort()).toEqual([
      "region",
      "secretId",
      "secretString",
    ]);
    const secretId = await secretNamed("rotated");
    await Deployed.create(client, "SecretVersion", { secretId, secretString: "old" });
    await Deployed.create(client, "SecretVersion", { secretId, secretString: "new" });
    expect(await valueOf(secretId)).toBe("new");
    expect(await valueOf(secretId, "AWSPREVIOUS")).toBe("old");
  });

  test("is no longer current after somebody put another value, and takes the stage back", async () => {
    const secretId = await secretNamed("overwritten");
    const declared = { secretId, secretString: "ours", versionStages: ["AWSCURRENT"] };
    const version = await Deployed.create(client, "SecretVersion", declared);
    await client.secretsManager.send(
      new PutSecretValueCommand({ SecretId: secretId, SecretString: "theirs" }),
    );
    expect((await version.drift()).inputs.join()).toContain("versionStages");
    // Then the state has AWSPREVIOUS, which AWS itself gives to the other version.
    await version.refresh();
    await version.update(declared);
    expect(version.outputs["versionStages"]).toEqual(["AWSCURRENT"]);
    expect(await version.drift()).toEqual(unchanged);
    expect(await valueOf(secretId, "AWSCURRENT")).toBe("ours");
  });

  test("keeps its value when it is deleted: AWS lets go of no version", async () => {
    const secretId = await secretNamed("kept");
    const version = await Deployed.create(client, "SecretVersion", { secretId, secretString: "k" });
    await version.delete();
    expect(await valueOf(secretId)).toBe("k");
  });

  test("is gone for the engine when its secret is, and deleting it then changes nothing", async () => {
    const secret = await Deployed.create(client, "Secret", { name: "goes" });
    const version = await Deployed.create(client, "SecretVersion", {
      secretId: secret.id,
      secretString: "k",
    });
    await secret.delete();
    expect(await version.read()).toBeUndefined();
    await expect(version.delete()).resolves.toBeUndefined();
  });

  test("fails without showing the value where there is no such secret", async () => {
    const declared = { secretId: "nowhere", secretString: "s3cr3t" };
    const failure = await Deployed.create(client, "SecretVersion", declared).catch(String);
    expect(failure).toMatch(/creating .*SecretVersion \(new\): ResourceNotFoundException/);
    expect(failure).not.toContain("s3cr3t");
  });

  test.each([
    [{ secretString: "" }, "secretString: got 0 bytes; allowed: 1 to 65536"],
    [{ secretString: "é".repeat(32_769) }, "secretString: got 65538 bytes"],
    [{ secretBinary: "aw==" }, "secretBinary: the sandbox's AWS does not act this out"],
    [
      { versionStages: Array.from({ length: 21 }, (_, at) => `stage-${at}`) },
      "versionStages: got 21; allowed: at most 20",
    ],
  ])("fails for some of its inputs, without showing the value", (inputs, fault) => {
    const faults = faultsOf("SecretVersion", { secretId: "s", secretString: "k", ...inputs });
    expect(faults).toEqual([expect.stringContaining(fault)]);
  });

  test("marks its value secret", () => {
    expect(typeNamed("SecretVersion").secretOutputs).toEqual(["secretString"]);
  });
});
