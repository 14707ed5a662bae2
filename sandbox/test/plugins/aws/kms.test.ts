import {
  DescribeKeyCommand,
  DisableKeyRotationCommand,
  GetKeyPolicyCommand,
  GetKeyRotationStatusCommand,
  PutKeyPolicyCommand,
  TagResourceCommand,
  UpdateAliasCommand,
  UpdateKeyDescriptionCommand,
} from "@aws-sdk/client-kms";
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

const policy = {
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::123456789012:root" },
      Action: "kms:*",
      Resource: "*",
    },
  ],
};

const describeKey = async (KeyId: string) =>
  (await client.kms.send(new DescribeKeyCommand({ KeyId }))).KeyMetadata!;

describe("a KMS key", () => {
  test("is created with the official outputs and its key id as id", async () => {
    const key = await Deployed.create(client, "Key", {
      description: "exports",
      tags: { tier: "1" },
    });
    expect(key.outputs).toMatchObject({
      arn: `arn:aws:kms:us-east-1:123456789012:key/${key.id}`,
      keyId: key.id,
      description: "exports",
      customerMasterKeySpec: "SYMMETRIC_DEFAULT",
      keyUsage: "ENCRYPT_DECRYPT",
      isEnabled: true,
      multiRegion: false,
      region: "us-east-1",
      tags: { tier: "1" },
      tagsAll: { estate: "lab", tier: "1" },
    });
    expect(await key.drift()).toEqual(unchanged);
  });

  test("keeps a tag that the program and the provider both give", async () => {
    const key = await Deployed.create(client, "Key", { tags: { estate: "lab" } });
    expect(key.outputs["tags"]).toEqual({ estate: "lab" });
    expect(await key.drift()).toEqual(unchanged);
  });

  test("changes in place what AWS can change, and is enabled again first", async () => {
    const key = await Deployed.create(client, "Key", { isEnabled: false, tags: { old: "1" } });
    expect((await describeKey(key.id)).Enabled).toBe(false);
    await key.update({
      description: "new",
      enableKeyRotation: true,
      rotationPeriodInDays: 180,
      policy: JSON.stringify(policy),
      tags: { new: "2" },
    });
    expect(await describeKey(key.id)).toMatchObject({ Enabled: true, Description: "new" });
    const rotation = new GetKeyRotationStatusCommand({ KeyId: key.id });
    expect((await client.kms.send(rotation)).KeyRotationEnabled).toBe(true);
    const stored = new GetKeyPolicyCommand({ KeyId: key.id, PolicyName: "default" });
    expect(JSON.parse((await client.kms.send(stored)).Policy!)).toEqual(policy);
    expect(key.outputs["tagsAll"]).toEqual({ estate: "lab", new: "2" });
    expect(await key.drift()).toEqual(unchanged);
  });

  test("keeps the rotation period, which moto does not give back", async () => {
    const key = await Deployed.create(client, "Key", {
      enableKeyRotation: true,
      rotationPeriodInDays: 365,
    });
    expect((await key.read())?.inputs["rotationPeriodInDays"]).toBe(365);
    expect(await key.drift()).toEqual(unchanged);
  });

  test("shows as drift what was changed by hand", async () => {
    const key = await Deployed.create(client, "Key", { description: "d", enableKeyRotation: true });
    const KeyId = key.id;
    await client.kms.send(new UpdateKeyDescriptionCommand({ KeyId, Description: "by hand" }));
    await client.kms.send(new DisableKeyRotationCommand({ KeyId }));
    await client.kms.send(
      new TagResourceCommand({ KeyId, Tags: [{ TagKey: "hand", TagValue: "1" }] }),
    );
    expect((await key.drift()).inputs.sort()).toEqual(["description", "enableKeyRotation", "tags"]);
  });

  test("takes a policy with other white space for the same, and another policy for drift", async () => {
    const key = await Deployed.create(client, "Key", { policy: JSON.stringify(policy) });
    const put = (text: string) =>
      client.kms.send(
        new PutKeyPolicyCommand({ KeyId: key.id, PolicyName: "default", Policy: text }),
      );
    await put(JSON.stringify(policy, undefined, 2));
    expect(await key.drift()).toEqual(unchanged);
    await put(JSON.stringify({ ...policy, Id: "by-hand" }));
    expect((await key.drift()).inputs).toEqual(["policy"]);
  });

  test("is not deleted but scheduled for it, and then is gone for the engine", async () => {
    const key = await Deployed.create(client, "Key", { deletionWindowInDays: 7 });
    expect(await key.drift()).toEqual(unchanged);
    await key.delete();
    const { KeyState, DeletionDate } = await describeKey(key.id);
    expect(KeyState).toBe("PendingDeletion");
    const days = (DeletionDate!.getTime() - Date.now()) / 86_400_000;
    expect(Math.round(days)).toBe(7);
    expect(await key.read()).toBeUndefined();
    await expect(key.delete()).resolves.toBeUndefined();
  });

  test("waits 30 days where the program names no window", async () => {
    const key = await Deployed.create(client, "Key", {});
    await key.delete();
    const { DeletionDate } = await describeKey(key.id);
    expect(Math.round((DeletionDate!.getTime() - Date.now()) / 86_400_000)).toBe(30);
  });

  test("is imported without what AWS chooses by itself", async () => {
    const { id } = await Deployed.create(client, "Key", { description: "imported" });
    const reading = await typeNamed("Key").read(client, id, {}, {});
    expect(reading?.inputs).toMatchObject({ description: "imported", isEnabled: true });
    for (const name of ["multiRegion", "region", "tags", "rotationPeriodInDays"])
      expect(reading?.inputs).not.toHaveProperty(name);
  });

  test("is replaced when its kind changes, and only then", () => {
    expect([...typeNamed("Key").replaceOn].sort()).toEqual([
      "customerMasterKeySpec",
      "keyUsage",
      "multiRegion",
      "region",
    ]);
  });

  test("fails in another Region than the provider's", async () => {
    await expect(Deployed.create(client, "Key", { region: "eu-west-1" })).rejects.toThrow(
      'region: got "eu-west-1"; allowed: us-east-1',
    );
  });

  test.each([
    [
      { deletionWindowInDays: 3 },
      "deletionWindowInDays: got 3; allowed: a whole number from 7 to 30",
    ],
    [{ deletionWindowInDays: 31 }, "deletionWindowInDays: got 31"],
    [
      { enableKeyRotation: true, rotationPeriodInDays: 30 },
      "rotationPeriodInDays: got 30; allowed: a whole number from 90 to 2560",
    ],
    [{ enableKeyRotation: true, rotationPeriodInDays: 2561 }, "rotationPeriodInDays: got 2561"],
    [
      { rotationPeriodInDays: 90 },
      "rotationPeriodInDays: got a period for a key that is not rotated",
    ],
    [
      { customerMasterKeySpec: "RSA_2048", enableKeyRotation: true },
      "enableKeyRotation: got true for a key of RSA_2048",
    ],
    [
      { customerMasterKeySpec: "AES" },
      'customerMasterKeySpec: got "AES"; allowed: SYMMETRIC_DEFAULT',
    ],
    [{ keyUsage: "SIGN_VERIFY" }, 'keyUsage: got "SIGN_VERIFY"; allowed: ENCRYPT_DECRYPT'],
    [{ policy: "{}" }, "policy: not a policy"],
    [{ customKeyStoreId: "cks-1" }, "customKeyStoreId: the sandbox's AWS does not act this out"],
  ])("fails for %j", (inputs, fault) => {
    expect(faultsOf("Key", inputs)).toEqual([expect.stringContaining(fault)]);
  });
});

describe("a KMS alias", () => {
  test("is created under its name, for a key given by id or by ARN", async () => {
    const key = await Deployed.create(client, "Key", {});
    const alias = await Deployed.create(client, "Alias", {
      name: "alias/exports",
      targetKeyId: key.outputs["arn"],
    });
    expect(alias.id).toBe("alias/exports");
    expect(alias.outputs).toMatchObject({
      arn: "arn:aws:kms:us-east-1:123456789012:alias/exports",
      name: "alias/exports",
      targetKeyArn: key.outputs["arn"],
    });
    expect(await alias.drift()).toEqual(unchanged);
    await alias.update({ name: "alias/exports", targetKeyId: key.id });
    expect(await alias.drift()).toEqual(unchanged);
  });

  test("is pointed at another key in place, and shows it when that was done by hand", async () => {
    const [one, two] = [
      await Deployed.create(client, "Key", {}),
      await Deployed.create(client, "Key", {}),
    ];
    const declared = { name: "alias/moves", targetKeyId: one.id };
    const alias = await Deployed.create(client, "Alias", declared);
    await client.kms.send(
      new UpdateAliasCommand({ AliasName: "alias/moves", TargetKeyId: two.id }),
    );
    expect((await alias.drift()).inputs).toEqual(["targetKeyId"]);
    await alias.update(declared);
    expect(alias.outputs["targetKeyId"]).toBe(one.id);
    expect(await alias.drift()).toEqual(unchanged);
  });

  test("is deleted, and deleting it again changes nothing", async () => {
    const key = await Deployed.create(client, "Key", {});
    const alias = await Deployed.create(client, "Alias", {
      name: "alias/gone",
      targetKeyId: key.id,
    });
    await alias.delete();
    expect(await alias.read()).toBeUndefined();
    await expect(alias.delete()).resolves.toBeUndefined();
  });

  test("fails when the name is taken, with the server's words", async () => {
    const key = await Deployed.create(client, "Key", {});
    const declared = { name: "alias/taken", targetKeyId: key.id };
    await Deployed.create(client, "Alias", declared);
    await expect(Deployed.create(client, "Alias", declared)).rejects.toThrow(
      /creating aws:kms\/alias:Alias \(alias\/taken\): AlreadyExistsException/,
    );
  });

  test.each([["exports"], ["alias/aws/exports"], ["alias/"], [undefined]])(
    "fails for the name %j",
    (name) => {
      expect(faultsOf("Alias", { name, targetKeyId: "k" })).toEqual([
        expect.stringContaining("allowed: alias/ and then letters"),
      ]);
    },
  );
});
