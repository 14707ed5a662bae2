import {
  CreateSecretCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from "@aws-sdk/client-secrets-manager";
import { currentVersion, secretText } from "../../../commands/recover/existing/aws";
import { type Moto, startMoto } from "../../../sandbox/test/plugins/aws/moto";

let moto: Moto;
beforeAll(async () => (moto = await startMoto()));
afterAll(() => moto.stop());

const credentials = { accessKeyId: "sandbox", secretAccessKey: "sandbox" };
const connection = () => ({ endpoint: moto.url, region: "us-east-1", credentials });

describe("what an escrow keeps", () => {
  it("is its current version, also where somebody has written another one since", async () => {
    const client = new SecretsManagerClient(connection());
    const SecretId = "lab/export-key";
    const made = await client.send(
      new CreateSecretCommand({ Name: SecretId, SecretString: "ours" }),
    );
    const written = await client.send(
      new PutSecretValueCommand({ SecretId, SecretString: "somebody's" }),
    );
    expect(await secretText(connection(), SecretId)).toBe("somebody's");

    await client.send(
      new UpdateSecretVersionStageCommand({
        ...{ SecretId, VersionStage: "AWSCURRENT" },
        ...{ MoveToVersionId: made.VersionId, RemoveFromVersionId: written.VersionId },
      }),
    );

    expect(await secretText(connection(), SecretId)).toBe("ours");
    expect((await currentVersion(connection(), SecretId))?.version).toBe(made.VersionId);
  });

  it("is nothing of a secret that there is not", async () => {
    expect(await secretText(connection(), "lab/nowhere")).toBeUndefined();
  });
});
