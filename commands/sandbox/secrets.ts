import { createHmac, randomBytes } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { readDeclaredFile } from "../../config/declared-file";
import { type SoundSections } from "../../config/references";
import { expandedSecrets, shortSecretPath } from "../../config/short-secrets";
import { engineKeys, keyValue } from "../../model/engine-key";
import { type SandboxEndpoints } from "../../sandbox/endpoints";
import { writeFileAtomically } from "../../lib/atomic-file";
import { type SandboxLayout } from "../../sandbox/layout";
import { type KeyHome } from "../keys/key-home";
import { makeMissingKeys } from "../keys/make-keys";
import { pulumiPath, sealedSecrets, sealSecret, type SecretPath } from "../keys/sealed-secrets";
import { stackHome } from "../keys/stack-home";
import { sandboxStack } from "./environment";
import { keptKeys } from "./kept-keys";
import { keptValue } from "./kept-value";
import { type RunningSandbox } from "./running";
import { labFile, readStackFile, stackFile } from "../stack/stack-file";

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
  const sections = labSections();
  const { short } = expandedSecrets(sections, {});
  const keys = engineKeys(sections).map((key) => ({
    ...key,
    path: shortSecretPath(short, key.path),
  }));
  const kept = keptKeys(layout, keys);
  await makeMissingKeys(keys, kept, new Date());
  const supplied = await suppliedSecrets(layout, endpoints);
  await sealSecrets(stack, layout, { ...supplied, ...(await kept.read()) }, environment);
}

/** The secrets of the sandbox that runs: kept beside its stack's file, and sealed in there. */
export function sandboxHome({ layout, environment }: RunningSandbox): KeyHome {
  const home = stackHome(sandboxStack, environment);
  return {
    read: () => home.read(),
    async add(key, value) {
      const kept = keptKeys(layout, [key]);
      await kept.add(key, value);
      // One that was kept before stays the key, whatever became of the stack's file.
      await home.add(key, String(keyValue(await kept.read(), key)));
    },
  };
}

/** The lab's declaration, as far as it is right. */
function labSections(): SoundSections {
  return readDeclaredFile(labFile).sound;
}

async function suppliedSecrets(layout: SandboxLayout, endpoints: SandboxEndpoints) {
  const password = () => randomBytes(18).toString("base64url");
  const keptIn = (name: string) => keptValue(path.join(layout.pulumi, "secrets", name), password);
  return {
    sshPrivateKey: fs.readFileSync(endpoints.ssh.privateKeyFile, "utf8"),
    pveApiToken: endpoints.pve.apiToken,
    pbs: { passwords: { "backup-admin@pbs": await keptIn("pbs-admin-password") } },
    veeam: { credentials: { export: await keptIn("veeam-export-password") } },
    minio: Object.fromEntries(
      Object.entries(endpoints.minio).map(([site, { user, password }]) => [
        site,
        { user, password },
      ]),
    ),
    aws: { accessKey: endpoints.aws.accessKey, secretKey: endpoints.aws.secretKey },
  };
}

/**
 * Seals what is not yet sealed as it is. Encryption gives another text each time, so what is sealed is remembered by a
 * keyed digest of it. What somebody has set beside it stays.
 */
async function sealSecrets(
  stack: string,
  layout: SandboxLayout,
  secrets: object,
  environment: NodeJS.ProcessEnv,
): Promise<void> {
  const passphrase = fs.readFileSync(path.join(layout.pulumi, "passphrase"), "utf8");
  const digestOf = (value: string) => createHmac("sha256", passphrase).update(value).digest("hex");
  const digestFile = path.join(layout.pulumi, `${stack}.secrets-digests.json`);
  const known = await readDigests(digestFile);
  const sealed = sealedSecrets(readStackFile(stackFile(stack)));
  for (const [at, value] of leaves(secrets)) {
    const name = pulumiPath(at);
    const isThere = keyValue(sealed, { path: [...at, "secure"] }) !== undefined;
    if (isThere && known[name] === digestOf(value)) continue;
    await sealSecret(stack, at, value, environment);
    known[name] = digestOf(value);
    await writeFileAtomically(digestFile, JSON.stringify(known));
  }
}

/** What a killed start has left in pieces is made again. */
async function readDigests(file: string): Promise<Record<string, string>> {
  try {
    return JSON.parse(await fs.promises.readFile(file, "utf8")) as Record<string, string>;
  } catch {
    return {};
  }
}

/** Every text in nested records, with the names that lead to it. */
function leaves(secrets: object, above: SecretPath = []): [path: SecretPath, value: string][] {
  return Object.entries(secrets).flatMap(([name, value]: [string, unknown]) => {
    const at = [...above, name];
    return typeof value === "string" ? [[at, value]] : leaves(value as object, at);
  });
}
