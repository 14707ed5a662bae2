import { createHmac, randomBytes, randomUUID } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { stringify } from "yaml";
import { type SandboxEndpoints } from "../../sandbox/endpoints";
import { type SandboxLayout } from "../../sandbox/layout";
import { createClientKey } from "../../sandbox/overlay/client-key";
import { mergeConfiguration, sandboxOverlay } from "../../sandbox/overlay/overlay";
import { runPulumi } from "./pulumi";
import { readStackFile, stackFile } from "./stack-file";

/**
 * Makes the sandbox's stack, or brings its configuration up to date: the lab's file with the overlay on it, and
 * the secrets encrypted by Pulumi. Nothing is encrypted again that has not changed.
 */
export async function prepareStack(
  stack: string,
  layout: SandboxLayout,
  endpoints: SandboxEndpoints,
  environment: NodeJS.ProcessEnv,
): Promise<void> {
  const passphrase = ensurePassphrase(layout);
  await runPulumi(["stack", "select", stack, "--create"], environment);
  const lab = readStackFile(stackFile("lab"));
  const current = readStackFile(stackFile(stack));
  const config = mergeConfiguration(lab.config ?? {}, sandboxOverlay(endpoints));
  const sealed = current.config?.["backup:secrets"];
  fs.writeFileSync(
    stackFile(stack),
    header +
      stringify({
        ...current,
        config: { ...config, ...(sealed === undefined ? {} : { "backup:secrets": sealed }) },
      }),
  );
  await sealSecrets(
    stack,
    layout,
    passphrase,
    sandboxSecrets(layout, endpoints),
    sealed,
    environment,
  );
}

const header =
  "# Made by npm start from Pulumi.lab.yaml and the sandbox's endpoints; changes are overwritten.\n";

function ensurePassphrase(layout: SandboxLayout): string {
  return keptValue(path.join(layout.pulumi, "passphrase"), () => randomBytes(24).toString("hex"));
}

/** A generated value that stays the same from one start to the next. */
function keptValue(file: string, generate: () => string): string {
  if (!fs.existsSync(file)) {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    // Written whole or not at all, so that an interruption leaves no half of a secret.
    fs.writeFileSync(`${file}.new`, generate(), { mode: 0o600 });
    fs.renameSync(`${file}.new`, file);
  }
  return fs.readFileSync(file, "utf8");
}

function sandboxSecrets(layout: SandboxLayout, endpoints: SandboxEndpoints) {
  const kept = (name: string, generate: () => string) =>
    keptValue(path.join(layout.pulumi, "secrets", name), generate);
  return {
    sshPrivateKey: fs.readFileSync(endpoints.ssh.privateKeyFile, "utf8"),
    pveApiToken: endpoints.pve.apiToken,
    pbsTokens: { "pbs-vm": kept("pbs-token", randomUUID) },
    pbsEncryptionKeys: { "pbs-vm": kept("pbs-client-key", () => createClientKey(new Date())) },
    minio: Object.fromEntries(
      Object.entries(endpoints.minio).map(([site, { user, password }]) => [
        site,
        { user, password },
      ]),
    ),
    veeamEncryptionPassword: kept("veeam-password", () => randomBytes(18).toString("base64url")),
    aws: { accessKey: endpoints.aws.accessKey, secretKey: endpoints.aws.secretKey },
  };
}

/** Encryption gives another text each time, so what is sealed is remembered by a keyed digest of what is in it. */
async function sealSecrets(
  stack: string,
  layout: SandboxLayout,
  passphrase: string,
  secrets: object,
  sealed: unknown,
  environment: NodeJS.ProcessEnv,
): Promise<void> {
  const plain = JSON.stringify(secrets);
  const digest = createHmac("sha256", passphrase).update(plain).digest("hex");
  const digestFile = path.join(layout.pulumi, `${stack}.secrets-digest`);
  const known = fs.existsSync(digestFile) ? fs.readFileSync(digestFile, "utf8") : "";
  if (known === digest && sealed !== undefined) return;
  await runPulumi(["config", "set", "--secret", "--stack", stack, "secrets"], environment, plain);
  fs.writeFileSync(digestFile, digest);
}
