import { createHmac, randomBytes } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { checkDeclaration } from "../../config/declaration";
import { type SoundSections } from "../../config/references";
import { readStackText } from "../../config/stack-text";
import { engineKeys } from "../../model/engine-key";
import { type SandboxEndpoints } from "../../sandbox/endpoints";
import { writeFileAtomically } from "../../sandbox/files";
import { type SandboxLayout } from "../../sandbox/layout";
import { type KeyHome } from "../keys/key-home";
import { makeMissingKeys } from "../keys/make-keys";
import { stackHome } from "../keys/stack-home";
import { sealedSecrets } from "./configuration";
import { sandboxStack } from "./environment";
import { keptKeys } from "./kept-keys";
import { keptValue } from "./kept-value";
import { runPulumi } from "./pulumi";
import { type RunningSandbox } from "./running";
import { labFile, readStackFile, stackFile } from "./stack-file";

/**
 * Gives the sandbox's stack its secrets: the engines' keys, made as `npm run keys` makes them, and beside them what
 * in the lab a person supplies and here the servers tell. Nothing is encrypted again that has not changed.
 */
export async function prepareSecrets(
  stack: string,
  layout: SandboxLayout,
  endpoints: SandboxEndpoints,
  environment: NodeJS.ProcessEnv,
): Promise<void> {
  const keys = engineKeys(labSections());
  await makeMissingKeys(keys, keptKeys(layout, keys), new Date());
  await sealKept(stack, layout, endpoints, environment);
}

/** The secrets of the sandbox that runs: kept beside its stack's file, and sealed in there. */
export function sandboxHome({ layout, endpoints, environment }: RunningSandbox): KeyHome {
  return {
    read: () => stackHome(sandboxStack, environment).read(),
    async add(key, value) {
      await keptKeys(layout, [key]).add(key, value);
      await sealKept(sandboxStack, layout, endpoints, environment);
    },
  };
}

/** Seals what is kept; makes nothing. */
async function sealKept(
  stack: string,
  layout: SandboxLayout,
  endpoints: SandboxEndpoints,
  environment: NodeJS.ProcessEnv,
): Promise<void> {
  const supplied = await suppliedSecrets(layout, endpoints);
  const kept = await keptKeys(layout, engineKeys(labSections())).read();
  await sealSecrets(stack, layout, { ...supplied, ...kept }, environment);
}

/** The lab's declaration, as far as it is right. */
function labSections(): SoundSections {
  const text = fs.readFileSync(labFile, "utf8");
  return checkDeclaration(readStackText(text, path.basename(labFile)).given).sound;
}

async function suppliedSecrets(layout: SandboxLayout, endpoints: SandboxEndpoints) {
  const password = () => randomBytes(18).toString("base64url");
  const adminFile = path.join(layout.pulumi, "secrets", "pbs-admin-password");
  return {
    sshPrivateKey: fs.readFileSync(endpoints.ssh.privateKeyFile, "utf8"),
    pveApiToken: endpoints.pve.apiToken,
    pbs: { passwords: { "backup-admin@pbs": await keptValue(adminFile, password) } },
    minio: Object.fromEntries(
      Object.entries(endpoints.minio).map(([site, { user, password }]) => [
        site,
        { user, password },
      ]),
    ),
    aws: { accessKey: endpoints.aws.accessKey, secretKey: endpoints.aws.secretKey },
  };
}

/** Encryption gives another text each time, so what is sealed is remembered by a keyed digest of what is in it. */
async function sealSecrets(
  stack: string,
  layout: SandboxLayout,
  secrets: object,
  environment: NodeJS.ProcessEnv,
): Promise<void> {
  const plain = JSON.stringify(secrets);
  const passphrase = fs.readFileSync(path.join(layout.pulumi, "passphrase"), "utf8");
  const digest = createHmac("sha256", passphrase).update(plain).digest("hex");
  const digestFile = path.join(layout.pulumi, `${stack}.secrets-digest`);
  const known = fs.existsSync(digestFile) ? fs.readFileSync(digestFile, "utf8") : "";
  if (known === digest && sealedSecrets(readStackFile(stackFile(stack))) !== undefined) return;
  await runPulumi(["config", "set", "--secret", "--stack", stack, "secrets"], environment, plain);
  await writeFileAtomically(digestFile, digest);
}
