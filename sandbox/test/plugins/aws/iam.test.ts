import {
  CreateAccessKeyCommand,
  ListAccessKeysCommand,
  PutUserPolicyCommand,
  TagUserCommand,
  UpdateAccessKeyCommand,
} from "@aws-sdk/client-iam";
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

const policy = (action: string) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: action, Resource: "*" }],
  });
const userNamed = (name: string, more: object = {}) =>
  Deployed.create(client, "User", { name, ...more });
const keysOf = async (UserName: string) =>
  (await client.iam.send(new ListAccessKeysCommand({ UserName }))).AccessKeyMetadata ?? [];

describe("a user", () => {
  test("is created with its name as id and the provider's tags, and without a Region", async () => {
    const user = await userNamed("writer", { path: "/backup/", tags: { tier: "1" } });
    expect(user.id).toBe("writer");
    expect(user.outputs).toMatchObject({
      arn: "arn:aws:iam::123456789012:user/backup/writer",
      path: "/backup/",
      forceDestroy: false,
      tags: { tier: "1" },
      tagsAll: { estate: "lab", tier: "1" },
    });
    expect(user.outputs).not.toHaveProperty("region");
    expect(await user.drift()).toEqual(unchanged);
  });

  test("changes its tags in place, and shows as drift what was changed by hand", async () => {
    const user = await userNamed("tagged", { tags: { old: "1" } });
    await user.update({ name: "tagged", tags: { new: "2" } });
    expect(user.outputs["tags"]).toEqual({ new: "2" });
    const Tags = [{ Key: "hand", Value: "1" }];
    await client.iam.send(new TagUserCommand({ UserName: "tagged", Tags }));
    expect((await user.drift()).inputs).toEqual(["tags.hand"]);
  });

  test("is not deleted with a key, unless it is told to take it along", async () => {
    const user = await userNamed("held");
    await client.iam.send(new CreateAccessKeyCommand({ UserName: "held" }));
    await expect(user.delete()).rejects.toThrow("DeleteConflict");
    await user.update({ name: "held", forceDestroy: true });
    await user.delete();
    expect(await user.read()).toBeUndefined();
  });

  test("fails with a name or a path that IAM does not take", () => {
    expect(faultsOf("User", { name: "a b" })).toEqual([
      'name: got "a b"; allowed: 1 to 64 letters, digits and + = , . @ - _',
    ]);
    expect(faultsOf("User", { name: "a", path: "backup" })).toEqual([
      'path: got "backup"; allowed: / or a path between two of them',
    ]);
  });
});

describe("a policy of a user", () => {
  test("is created, changed in place, and seen when it was changed by hand", async () => {
    await userNamed("allowed");
    const declared = { user: "allowed", name: "own", policy: policy("s3:GetObject") };
    const own = await Deployed.create(client, "UserPolicy", declared);
    expect(own.id).toBe("allowed:own");
    expect(await own.drift()).toEqual(unchanged);
    await own.update({ ...declared, policy: policy("s3:PutObject") });
    expect(own.outputs["policy"]).toBe(policy("s3:PutObject"));
    await client.iam.send(
      new PutUserPolicyCommand({
        ...{ UserName: "allowed", PolicyName: "own" },
        PolicyDocument: policy("s3:*"),
      }),
    );
    expect((await own.drift()).inputs).toEqual(["policy"]);
    await own.delete();
    expect(await own.read()).toBeUndefined();
  });

  test("fails with what is no policy, and with one that IAM has no room for", () => {
    expect(faultsOf("UserPolicy", { user: "a", name: "b", policy: "{" })).toEqual([
      "policy: not a policy; allowed: a JSON document with Version and Statement",
    ]);
    const [fault] = faultsOf("UserPolicy", {
      ...{ user: "a", name: "b" },
      policy: policy("x".repeat(2048)),
    });
    expect(fault).toMatch(/^policy: got \d+ bytes; allowed: at most 2048$/);
  });
});

describe("an access key", () => {
  test("tells its secret once, keeps it through changes, and knows it as one", async () => {
    await userNamed("keyed");
    const key = await Deployed.create(client, "AccessKey", { user: "keyed" });
    const secret = key.outputs["secret"];
    expect(secret).toMatch(/^\S{40}$/);
    expect(typeNamed("AccessKey").secretOutputs).toEqual(["secret"]);
    expect(await key.drift()).toEqual(unchanged);
    await key.update({ user: "keyed", status: "Inactive" });
    expect((await keysOf("keyed")).map(({ Status }) => Status)).toEqual(["Inactive"]);
    expect(key.outputs["secret"]).toBe(secret);
  });

  test("shows as drift that somebody switched it off, and is gone when it is deleted", async () => {
    await userNamed("switched");
    const key = await Deployed.create(client, "AccessKey", { user: "switched" });
    await client.iam.send(
      new UpdateAccessKeyCommand({
        ...{ UserName: "switched", AccessKeyId: key.id },
        Status: "Inactive",
      }),
    );
    expect((await key.drift()).inputs).toEqual(["status"]);
    await key.delete();
    expect(await keysOf("switched")).toEqual([]);
    expect(await key.read()).toBeUndefined();
  });

  test("fails with a status that there is not", () => {
    expect(faultsOf("AccessKey", { user: "a", status: "Off" })).toEqual([
      'status: got "Off"; allowed: Active, Inactive',
    ]);
  });
});
