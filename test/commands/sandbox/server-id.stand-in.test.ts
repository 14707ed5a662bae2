import { CreateKeyCommand, KMSClient, ScheduleKeyDeletionCommand } from "@aws-sdk/client-kms";
import { CreateSecretCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { serverId } from "../../../commands/sandbox/server-id";
import { type SandboxEndpoints } from "../../../sandbox/endpoints";
import { type Moto, startMoto } from "../../../sandbox/test/plugins/aws/moto";

let moto: Moto;
let client: KMSClient;
const credentials = { accessKeyId: "sandbox", secretAccessKey: "sandbox" };

beforeAll(async () => {
  moto = await startMoto();
  client = new KMSClient({ endpoint: moto.url, region: "us-east-1", credentials });
});
afterAll(() => moto.stop());
afterEach(() => fetch(`${moto.url}/moto-api/reset`, { method: "POST" }));

async function makeKey(Description: string, tags: Record<string, string>): Promise<string> {
  const Tags = Object.entries(tags).map(([TagKey, TagValue]) => ({ TagKey, TagValue }));
  const { KeyMetadata } = await client.send(new CreateKeyCommand({ Description, Tags }));
  return KeyMetadata?.KeyId ?? "";
}

const wanted = { description: "offsite backups", tags: { component: "astronomy-lab-backup" } };

/** The id of the interrupted key, among others that the stack has already. */
function find(taken: readonly string[] = []) {
  const aws = { endpoint: moto.url, region: "us-east-1", accessKey: "a", secretKey: "b" };
  return serverId(
    { urn: "urn:key", type: "aws:kms/key:Key", inputs: wanted },
    { endpoints: { aws } as SandboxEndpoints, taken: new Set(taken) },
  );
}

describe("the id of an interrupted creation", () => {
  it("is that of no type that can be made again over what is there", async () => {
    const unused = { endpoints: {} as SandboxEndpoints, taken: new Set<string>() };
    const command = { urn: "urn:c", type: "command:remote:Command", inputs: { bucket: "archive" } };

    expect(await serverId(command, unused)).toBeUndefined();
  });

  it.each([
    [
      "aws:budgets/budget:Budget",
      { accountId: "123456789012", name: "costs" },
      "123456789012:costs",
    ],
    ["aws:iam/role:Role", { name: "offsite-auditor" }, "offsite-auditor"],
    [
      "aws:iam/rolePolicy:RolePolicy",
      { role: "offsite-auditor", name: "own" },
      "offsite-auditor:own",
    ],
    ["aws:kms/alias:Alias", { name: "alias/lab" }, "alias/lab"],
    ["minio:index/iamUser:IamUser", { name: "replica" }, "replica"],
  ])("is, of %s, which nobody makes twice, what it is imported by", async (type, inputs, id) => {
    const unused = { endpoints: {} as SandboxEndpoints, taken: new Set<string>() };

    expect(await serverId({ urn: "urn:x", type, inputs }, unused)).toBe(id);
  });

  it("is, of a secret, the ARN of the one with its name", async () => {
    const secrets = new SecretsManagerClient({
      endpoint: moto.url,
      region: "us-east-1",
      credentials,
    });
    const resource = {
      urn: "urn:s",
      type: "aws:secretsmanager/secret:Secret",
      inputs: { name: "lab/export-key" },
    };
    const aws = { endpoint: moto.url, region: "us-east-1", accessKey: "a", secretKey: "b" };
    const surroundings = { endpoints: { aws } as SandboxEndpoints, taken: new Set<string>() };
    expect(await serverId(resource, surroundings)).toBeUndefined();

    const { ARN } = await secrets.send(new CreateSecretCommand({ Name: "lab/export-key" }));

    expect(await serverId(resource, surroundings)).toBe(ARN);
  });

  it("is, of a key, that of the one with its description and tags", async () => {
    await makeKey("offsite backups", { component: "another" });
    await makeKey("something else", wanted.tags);
    expect(await find()).toBeUndefined();

    const key = await makeKey("offsite backups", { ...wanted.tags, estate: "lab" });

    expect(await find()).toBe(key);
  });

  it("is no key that the stack has already, and none that is about to be deleted", async () => {
    const known = await makeKey("offsite backups", wanted.tags);
    const leaving = await makeKey("offsite backups", wanted.tags);
    await client.send(new ScheduleKeyDeletionCommand({ KeyId: leaving }));

    expect(await find([known])).toBeUndefined();
  });

  it("fails if several keys may be it, naming them and what to do", async () => {
    const keys = [
      await makeKey("offsite backups", wanted.tags),
      await makeKey("offsite backups", wanted.tags),
    ];

    const failure = find();

    for (const key of keys) await expect(failure).rejects.toThrow(key);
    await expect(failure).rejects.toThrow(/urn:key .*2 keys.*schedule-key-deletion/);
  });
});
