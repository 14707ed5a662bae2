import { HeadBucketCommand, ListBucketsCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { connectMinio } from "../../../plugins/minio/client";
import { alias } from "../../../plugins/minio/mc";
import { minioPlugin } from "../../../plugins/minio/plugin";
import { Secret } from "../../../plugins/protocol/property-values";
import type { Properties } from "../../../plugins/protocol/resource-type";
import { type Kept, PluginClient } from "../protocol/client";
import { type MinioServer, startMinio } from "./minio-server";

const tokens = {
  bucket: "minio:index/s3Bucket:S3Bucket",
  user: "minio:index/iamUser:IamUser",
  policy: "minio:index/iamPolicy:IamPolicy",
  attachment: "minio:index/iamUserPolicyAttachment:IamUserPolicyAttachment",
};
const password = "a secret: with / and +";

// Real servers on a machine that runs other tests too.
let server: MinioServer;
let plugin: PluginClient;
beforeAll(async () => {
  server = await startMinio();
  plugin = await PluginClient.start(minioPlugin, server.config);
  await plugin.create(tokens.bucket, { bucket: "shared" });
});
afterAll(async () => {
  await plugin.close();
  await server.stop();
});

const newUser = (name: string, more: Properties = {}) =>
  plugin.create(tokens.user, { name, secret: new Secret(password), ...more });
const refreshed = async (kept: Kept) => (await plugin.refresh(kept))!;

/** Whether somebody may log in: an answer other than a refused login. */
async function mayLogIn(minioUser: string, minioPassword: string): Promise<boolean> {
  const { s3 } = connectMinio({ ...server.config, minioUser, minioPassword });
  const outcome = await s3.send(new ListBucketsCommand({})).catch((error: Error) => error.name);
  return outcome !== "SignatureDoesNotMatch" && outcome !== "InvalidAccessKeyId";
}

const document = (action: string | string[]) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: action, Resource: "arn:aws:s3:::shared/*" }],
  });

describe("IamUser on a real MinIO", () => {
  it("is created with its secret, which stays secret", async () => {
    const kept = await newUser("alice", { tags: { team: "b" } });
    expect(kept).toMatchObject({
      id: "alice",
      outputs: {
        name: "alice",
        status: "enabled",
        disableUser: false,
        secret: new Secret(password),
      },
    });
    expect(await mayLogIn("alice", password)).toBe(true);
    expect(await refreshed(kept)).toEqual(kept);
  });

  it("gets a secret of 40 characters where none is declared", async () => {
    const { outputs } = await plugin.create(tokens.user, { name: "bob" });
    const { value } = outputs["secret"] as { value: string };
    expect(value).toHaveLength(40);
    expect(await mayLogIn("bob", value)).toBe(true);
  });

  it("takes another secret, or makes one when told to", async () => {
    const kept = await newUser("carol");
    const changed = await plugin.update(kept, { name: "carol", secret: new Secret("another-one") });
    expect(await mayLogIn("carol", "another-one")).toBe(true);
    const rotated = await plugin.update(changed, { name: "carol", updateSecret: true });
    const { value } = rotated.outputs["secret"] as { value: string };
    expect(await mayLogIn("carol", value)).toBe(true);
    expect(await mayLogIn("carol", "another-one")).toBe(false);
  });

  it("is disabled as declared, and shows when somebody disabled it by hand", async () => {
    const inputs = { name: "dave", secret: new Secret(password) };
    const kept = await newUser("dave", { disableUser: true });
    expect(kept.outputs["status"]).toBe("disabled");
    const open = await plugin.update(kept, inputs);
    expect(open.outputs["status"]).toBe("enabled");
    await server.byHand.mc(["admin", "user", "disable", alias, "dave"]);
    const drifted = await refreshed(open);
    expect((await plugin.diff(drifted, inputs)).details).toEqual({ disableUser: "DELETE" });
  });

  it("is deleted, and a second time without complaint", async () => {
    const kept = await newUser("erin");
    await plugin.delete(kept);
    expect(await plugin.refresh(kept)).toBeUndefined();
    await plugin.delete(kept);
  });

  it("fails without its secret in the message", async () => {
    const { failures } = await plugin.check(tokens.user, {
      name: "no spaces",
      secret: new Secret("short\n"),
    });
    expect(failures.map(({ property }) => property)).toEqual(["name", "secret"]);
    expect(JSON.stringify(failures)).not.toContain("short");
  });
});

describe("IamPolicy", () => {
  it("keeps the program's spelling when the server's says the same", async () => {
    const policy = document("s3:GetObject");
    const kept = await plugin.create(tokens.policy, { name: "reader", policy });
    expect(kept.outputs["policy"]).toBe(policy);
    expect(await refreshed(kept)).toEqual(kept);
  });

  it("shows a document changed by hand, and sets it back", async () => {
    const policy = document(["s3:PutObject", "s3:GetObject"]);
    const kept = await plugin.create(tokens.policy, { name: "writer", policy });
    const other = document("s3:*");
    await server.byHand.mc(["admin", "policy", "create", alias, "writer", "/dev/stdin"], other);
    const drifted = await refreshed(kept);
    expect((await plugin.diff(drifted, { name: "writer", policy })).details).toEqual({
      policy: "UPDATE",
    });
    expect((await plugin.update(drifted, { name: "writer", policy })).outputs["policy"]).toBe(
      policy,
    );
  });

  it("is deleted and then gone", async () => {
    const kept = await plugin.create(tokens.policy, { namePrefix: "p-", policy: document("s3:*") });
    expect(kept.id).toMatch(/^p-\d{14}/);
    await plugin.delete(kept);
    expect(await plugin.refresh(kept)).toBeUndefined();
    await plugin.delete(kept);
  });

  it("fails on a document that is none, and on one MinIO refuses", async () => {
    const { failures } = await plugin.check(tokens.policy, { name: "n", policy: "{" });
    expect(failures).toEqual([
      { property: "policy", reason: '"policy" contains an invalid JSON policy' },
    ]);
    const refused = plugin.create(tokens.policy, { name: "n", policy: document("ec2:Run") });
    await expect(refused).rejects.toThrow(/mc admin policy create target n/);
  });
});

describe("IamUserPolicyAttachment", () => {
  it("gives a user the policy's rights and takes them again", async () => {
    await newUser("frank");
    await plugin.create(tokens.policy, { name: "putter", policy: document("s3:PutObject") });
    const kept = await plugin.create(tokens.attachment, {
      userName: "frank",
      policyName: "putter",
    });
    expect(kept.id).toMatch(/^frank-/);
    expect(await refreshed(kept)).toEqual(kept);
    const { s3 } = connectMinio({ ...server.config, minioUser: "frank", minioPassword: password });
    const put = () => s3.send(new PutObjectCommand({ Bucket: "shared", Key: "k", Body: "x" }));
    await put();
    await plugin.delete(kept);
    await expect(put()).rejects.toMatchObject({ name: "AccessDenied" });
    expect(await plugin.refresh(kept)).toBeUndefined();
  });

  it("is imported as user/policy", async () => {
    await newUser("grace");
    await plugin.create(tokens.policy, { name: "grace-reads", policy: document("s3:GetObject") });
    const inputs = { userName: "grace", policyName: "grace-reads" };
    await plugin.create(tokens.attachment, inputs);
    expect((await plugin.import(tokens.attachment, "grace/grace-reads"))?.inputs).toEqual(inputs);
    await expect(plugin.import(tokens.attachment, "grace")).rejects.toThrow(/expected <user-name>/);
  });

  it("fails for a policy that is not there", async () => {
    await newUser("heidi");
    const call = plugin.create(tokens.attachment, { userName: "heidi", policyName: "none" });
    await expect(call).rejects.toThrow(/policy does not exist/);
  });
});

describe("the provider", () => {
  it("fails on a configuration that cannot work, all faults at once", async () => {
    const faults = await plugin.checkConfig({
      minioServer: "https://127.0.0.1:9000",
      minioSsl: "yes",
    });
    expect(faults).toEqual([
      { property: "minioSsl", reason: '"minioSsl" is a string; allowed: boolean' },
    ]);
    const values = await plugin.checkConfig({ minioServer: "http://a:1", minioCertFile: "c" });
    expect(values.map(({ property }) => property).sort()).toEqual([
      "minioCertFile",
      "minioPassword",
      "minioServer",
      "minioUser",
    ]);
    const colon = await plugin.checkConfig({ ...server.config, minioPassword: new Secret("a:b") });
    expect(colon).toEqual([expect.objectContaining({ property: "minioPassword" })]);
    expect(colon[0]?.reason).not.toContain("a:b");
    expect(await plugin.checkConfig({ ...server.config, minioSsl: "false" })).toEqual([]);
  });

  it("fails with a wrong password, naming the server and not the password", async () => {
    const wrong = await PluginClient.start(minioPlugin, {
      ...server.config,
      minioPassword: "not-the-password",
    });
    const call = wrong.create(tokens.user, { name: "ivan" });
    const { details } = (await call.catch((error: unknown) => error)) as { details: string };
    expect(details).toContain("mc admin user add target");
    expect(details).not.toContain("not-the-password");
    await wrong.close();
    const { s3 } = server.byHand;
    await expect(s3.send(new HeadBucketCommand({ Bucket: "shared" }))).resolves.toBeDefined();
  });

  it("fails saying what is missing when mc is not there", async () => {
    const searched = process.env["PATH"];
    process.env["PATH"] = "/nonexistent";
    const lost = await PluginClient.start(minioPlugin, server.config);
    const call = lost.create(tokens.user, { name: "judy" });
    await expect(call).rejects.toThrow(/needs MinIO's client mc on PATH/);
    process.env["PATH"] = searched;
    await lost.close();
  });
});
