import { randomBytes, randomUUID } from "node:crypto";
import { mkdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { writeFileAtomically } from "../../lib/atomic-file";
import { type SandboxLayout } from "../layout";

/** The generated credentials of one sandbox. */
export interface SandboxSecrets {
  /** By site. */
  readonly minioPasswords: Readonly<Record<string, string>>;
  /** 32 bytes in base64. Both sites hold it: a replica names its key, and the peer must have one so named. */
  readonly minioKey: string;
  readonly awsAccessKey: string;
  readonly awsSecretKey: string;
  readonly pveTokenSecret: string;
}

/**
 * The credentials of `layout`, made at the first call and the same ever after, so that a restarted
 * server accepts what the stack's configuration says.
 */
export async function sandboxSecrets(
  layout: SandboxLayout,
  sites: readonly string[],
): Promise<SandboxSecrets> {
  mkdirSync(layout.run, { recursive: true });
  const file = path.join(layout.run, "secrets.json");
  const known = readKnown(file);
  const minioPasswords = { ...makePasswords(sites), ...known.minioPasswords };
  const secrets: SandboxSecrets = {
    minioKey: randomBytes(32).toString("base64"),
    awsAccessKey: `AKIA${randomBytes(8).toString("hex").toUpperCase()}`,
    awsSecretKey: randomBytes(30).toString("base64"),
    pveTokenSecret: randomUUID(),
    ...known,
    minioPasswords,
  };
  await writeFileAtomically(file, JSON.stringify(secrets), 0o600);
  return secrets;
}

function makePasswords(sites: readonly string[]): Record<string, string> {
  return Object.fromEntries(sites.map((site) => [site, randomBytes(24).toString("base64url")]));
}

/**
 * @throws if the file is there but damaged: other credentials would lock the stack out of its servers.
 */
function readKnown(file: string): Partial<SandboxSecrets> {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return {};
    throw error;
  }
  return JSON.parse(text) as Partial<SandboxSecrets>;
}
