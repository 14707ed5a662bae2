import { createHmac, randomBytes } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { type SandboxEndpoints } from "../../sandbox/endpoints";
import { writeFileAtomically } from "../../sandbox/files";
import { type SandboxLayout } from "../../sandbox/layout";
import { createClientKey } from "../../sandbox/overlay/client-key";
import { type Checkpoint, readCheckpoint } from "./checkpoint";
import { mergeStackFile, sealedSecrets } from "./configuration";
import { runPulumi } from "./pulumi";
import { readStackFile, removeDamaged, stackFile } from "./stack-file";

/**
 * Makes the sandbox's stack, or brings its configuration up to date: the lab's file with the overlay on it, and
 * the secrets encrypted by Pulumi. Nothing is encrypted again that has not changed.
 *
 * @returns what is known of the stack
 */
export async function prepareStack(
  stack: string,
  layout: SandboxLayout,
  endpoints: SandboxEndpoints,
  environment: NodeJS.ProcessEnv,
): Promise<Checkpoint> {
  const passphrase = await keptValue(path.join(layout.pulumi, "passphrase"), () =>
    randomBytes(24).toString("hex"),
  );
  removeDamaged(stackFile(stack));
  await runPulumi(["stack", "select", stack, "--create"], environment);
  const checkpoint = await readCheckpoint(stack, environment);
  const salt = checkpoint.deployment?.secrets_providers?.state?.salt;
  await mergeStackFile(stack, layout, endpoints, salt);
  const secrets = await sandboxSecrets(layout, endpoints);
  await sealSecrets(stack, layout, passphrase, secrets, environment);
  return checkpoint;
}

/** A generated value that stays the same from one start to the next. */
async function keptValue(file: string, generate: () => string): Promise<string> {
  if (!fs.existsSync(file)) {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    await writeFileAtomically(file, generate(), 0o600);
  }
  return fs.readFileSync(file, "utf8");
}

/** The lab's declaration of its cluster, as far as secrets are called for by it. */
interface PveDeclaration {
  readonly storages: Readonly<Record<string, unknown>>;
}

async function sandboxSecrets(layout: SandboxLayout, endpoints: SandboxEndpoints) {
  const kept = (name: string, generate: () => string) =>
    keptValue(path.join(layout.pulumi, "secrets", name), generate);
  const pve = readStackFile(stackFile("lab")).config?.["backup:pve"] as PveDeclaration;
  const forEachStorage = async (secret: (storage: string) => Promise<string>) => {
    const secrets: Record<string, string> = {};
    for (const storage of Object.keys(pve.storages)) secrets[storage] = await secret(storage);
    return secrets;
  };
  return {
    sshPrivateKey: fs.readFileSync(endpoints.ssh.privateKeyFile, "utf8"),
    pveApiToken: endpoints.pve.apiToken,
    pbs: { passwords: { "backup-admin@pbs": await kept("pbs-admin-password", password) } },
    pbsEncryptionKeys: await forEachStorage((storage) =>
      kept(`pbs-client-key-${storage}`, () => createClientKey(new Date())),
    ),
    minio: Object.fromEntries(
      Object.entries(endpoints.minio).map(([site, { user, password }]) => [
        site,
        { user, password },
      ]),
    ),
    veeamEncryptionPassword: await kept("veeam-password", password),
    aws: { accessKey: endpoints.aws.accessKey, secretKey: endpoints.aws.secretKey },
  };
}

const password = () => randomBytes(18).toString("base64url");

/** Encryption gives another text each time, so what is sealed is remembered by a keyed digest of what is in it. */
async function sealSecrets(
  stack: string,
  layout: SandboxLayout,
  passphrase: string,
  secrets: object,
  environment: NodeJS.ProcessEnv,
): Promise<void> {
  const plain = JSON.stringify(secrets);
  const digest = createHmac("sha256", passphrase).update(plain).digest("hex");
  const digestFile = path.join(layout.pulumi, `${stack}.secrets-digest`);
  const known = fs.existsSync(digestFile) ? fs.readFileSync(digestFile, "utf8") : "";
  if (known === digest && sealedSecrets(readStackFile(stackFile(stack))) !== undefined) return;
  await runPulumi(["config", "set", "--secret", "--stack", stack, "secrets"], environment, plain);
  await writeFileAtomically(digestFile, digest);
}
