import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { mkdtemp, rename, rm } from "node:fs/promises";
import * as path from "node:path";
import { promisify } from "node:util";
import { type SandboxLayout } from "../../layout";

const run = promisify(execFile);

/** An ed25519 key pair. */
export interface SshKey {
  /** OpenSSH's own format, no passphrase, mode 0600. */
  readonly privateKeyFile: string;
  /** `ssh-ed25519 AAAA…`, without a comment. */
  readonly publicKey: string;
}

/** The key called `name`, made at the first call. Needs `ssh-keygen`. */
export async function sshKey(layout: SandboxLayout, name: string): Promise<SshKey> {
  mkdirSync(layout.ssh, { recursive: true, mode: 0o700 });
  const privateKeyFile = path.join(layout.ssh, name);
  if (!existsSync(privateKeyFile)) await make(privateKeyFile);
  const [type, key] = readFileSync(`${privateKeyFile}.pub`, "utf8").split(" ");
  return { privateKeyFile, publicKey: `${type} ${key?.trim()}` };
}

/** The private key appears last, so that where it is, its public key is too. */
async function make(privateKeyFile: string): Promise<void> {
  const draft = await mkdtemp(`${privateKeyFile}.`);
  const key = path.join(draft, "key");
  await run("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", "", "-f", key]);
  await rename(`${key}.pub`, `${privateKeyFile}.pub`);
  await rename(key, privateKeyFile);
  await rm(draft, { recursive: true });
}
