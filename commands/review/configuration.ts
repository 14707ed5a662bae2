import { readDeclaredFile } from "../../config/declared-file";
import { expandedSecrets, shortSecretPath } from "../../config/short-secrets";
import { secretFaults } from "../../config/secrets";
import { type EngineKeyKind, engineKeys } from "../../model/engine-key";
import { keyForms } from "../keys/forms/key-forms";
import { readStackFile } from "../stack/stack-file";

type Tree = Record<string, unknown>;

/**
 * The configuration of a stack's file as the engine hands it over, objects as JSON, with what it leaves to the machines'
 * consoles and to people: the same for every file, so that two of them differ in what they declare alone.
 */
export function completeConfiguration(file: string): Record<string, string> {
  const declared: Tree = structuredClone({ ...readStackFile(file).config });
  for (const host of Object.values(treeAt(declared, "backup:hosts"))) {
    (host as Tree)["hostKey"] ??= "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKy0cGxhY2Vob2xkZXI";
  }
  for (const server of serversOf(treeAt(declared, "backup:pbs"))) {
    server["fingerprint"] ??= Array(32).fill("ab").join(":");
  }
  declared["backup:secrets"] = secretsFor(file);
  return Object.fromEntries(
    Object.entries(declared).map(([key, value]) => [
      key,
      typeof value === "string" ? value : JSON.stringify(value),
    ]),
  );
}

function treeAt(tree: Tree, key: string): Tree {
  return (tree[key] ?? {}) as Tree;
}

/** One server stands without a name, several by theirs. */
function serversOf(section: Tree): Tree[] {
  return typeof section["host"] === "string" ? [section] : (Object.values(section) as Tree[]);
}

const made = new Map<EngineKeyKind, string>();

/** A key of that kind, the same in this process each time. */
function keyOf(kind: EngineKeyKind): string {
  const key = made.get(kind) ?? keyForms[kind].make(new Date(0));
  made.set(kind, key);
  return key;
}

/** Every secret that is called for. */
function secretsFor(file: string): Tree {
  const { sound } = readDeclaredFile(file);
  const secrets: Tree = {
    sshPrivateKey: "-----BEGIN OPENSSH PRIVATE KEY-----\nnone\n-----END OPENSSH PRIVATE KEY-----\n",
  };
  const { short } = expandedSecrets(sound, {});
  for (const { kind, path } of engineKeys(sound))
    put(secrets, shortSecretPath(short, path), keyOf(kind));
  const missing = secretFaults(sound, secrets, "lab").filter(
    ({ message }) => message === "is missing",
  );
  for (const { path } of missing) {
    const keys = path.replace(/^backup:secrets\./, "").split(".");
    put(secrets, keys, valueOf(keys));
  }
  return secrets;
}

function valueOf([section]: readonly string[]): unknown {
  if (section === "minio") return { user: "administrator", password: "not-the-real-password" };
  if (section === "pveApiToken") return "root@pam!review=8a1f0c6e-3c1d-4a55-9d1c-0e7c5f4b2a10";
  return "not-the-real-secret";
}

function put(tree: Tree, [key = "", ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) tree[key] = value;
  else put((tree[key] ??= {}) as Tree, rest, value);
}
