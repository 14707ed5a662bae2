import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { keyFile } from "./client-key";

const root = path.resolve(__dirname, "..", "..");

/** A secret of a test: unmistakable wherever it turns up. */
export const secretMark = "s3cr3t";

const uuid = "8a1f0c6e-3c1d-4a55-9d1c-0e7c5f4b2a10";

/** Secrets as a stack would have them, each with the mark in it where its form allows. */
export const testSecrets = {
  sshPrivateKey: `-----BEGIN OPENSSH PRIVATE KEY-----\n${secretMark}-ssh\n-----END OPENSSH PRIVATE KEY-----\n`,
  pveApiToken: `pulumi@pve!stack=${uuid}`,
  pbs: { passwords: { "backup-admin@pbs": `${secretMark}-password` } },
  pbsEncryptionKeys: {
    // The mark is in a hint, because the bytes have no room for it.
    "pbs-vm": keyFile(7, `${secretMark}-hint`),
    "pbs-ct": keyFile(9, `${secretMark}-hint`),
  },
  minio: {
    fs01: { user: "root-fs01", password: `${secretMark}-fs01` },
    fs03: { user: "root-fs03", password: `${secretMark}-fs03` },
  },
  pgBackRestCiphers: {
    "postgres-repository": `${secretMark}-pgbackrest-0123456789abcdef`,
  },
  dumpKeys: { "database-dumps": `${secretMark}-database-dumps-0123456789abcdef` },
  exportKey: Buffer.alloc(32, "export").toString("base64"),
  veeamEncryptionPassword: `${secretMark}-veeam`,
  veeam: { credentials: { export: `${secretMark}-veeam-export` } },
  aws: { accessKey: "AKIATEST", secretKey: `${secretMark}-aws` },
};

/** A value at some depth of a declaration. */
type Tree = Record<string, unknown>;

/** Parsed once for all tests of a file: it takes longer than most of them. */
const { config } = parse(fs.readFileSync(path.join(root, "Pulumi.lab.yaml"), "utf8")) as {
  config: Tree;
};

/** What the lab's own file declares, by keys with `backup:` before them; it may be changed. */
export function labDeclaration(): Tree {
  return structuredClone(config);
}

/**
 * The configuration of the lab's own file, completed with what it leaves to the machines' consoles, in the form
 * in which the engine hands it over: objects as JSON.
 *
 * @param change - changes the declaration before it is handed over
 */
export function labConfiguration(
  change: (declaration: Tree) => void = () => {},
): Record<string, string> {
  const declaration = labDeclaration();
  for (const host of Object.values(declaration["backup:hosts"] as Record<string, Tree>)) {
    host["hostKey"] = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKy0cGxhY2Vob2xkZXI";
  }
  (declaration["backup:pbs"] as Tree)["fingerprint"] = Array(32).fill("ab").join(":");
  declaration["backup:secrets"] = structuredClone(testSecrets);
  change(declaration);
  return Object.fromEntries(
    Object.entries(declaration).map(([key, value]) => [
      key,
      typeof value === "string" ? value : JSON.stringify(value),
    ]),
  );
}

/** Sets the value at a dotted path, `undefined` to take it out. */
export function setAt(tree: Tree, dotted: string, value: unknown): void {
  const keys = dotted.split(".");
  const last = keys.pop() ?? "";
  const parent = keys.reduce<Tree>((node, key) => node[key] as Tree, tree);
  if (value === undefined) delete parent[last];
  else parent[last] = value;
}
