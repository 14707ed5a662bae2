import { type CryptConfig } from "../crypt/crypt-config";
import { shortened } from "../crypt/key-config";
import { decodeBlob, checkBlob, type CryptMode, encodeBlob } from "./blob";

/** The file that finishes a snapshot. */
export const manifestName = "index.json.blob";

/** One file of a snapshot. */
export interface ManifestFile {
  readonly filename: string;
  readonly "crypt-mode": CryptMode;
  /** Of an image in bytes; of a blob, the blob's. */
  readonly size: number;
  /** SHA-256, hexadecimal: of a blob, or of an index's digests. */
  readonly csum: string;
}

/** How a snapshot's last verification ended. */
export interface VerifyState {
  readonly state: "ok" | "failed";
  readonly upid: string;
}

/** What a snapshot says of itself; what is `unprotected` the server may change. */
export interface Manifest {
  readonly "backup-type": string;
  readonly "backup-id": string;
  readonly "backup-time": number;
  readonly files: readonly ManifestFile[];
  readonly unprotected: {
    readonly "key-fingerprint"?: string;
    readonly notes?: string;
    readonly verify_state?: VerifyState;
  };
  readonly signature?: string | null;
}

/** A manifest signed with a client's key; without one it stays unsigned. */
export function signed(manifest: Manifest, crypt?: CryptConfig): Manifest {
  if (crypt === undefined) return { ...manifest, signature: null };
  return {
    ...manifest,
    unprotected: { ...manifest.unprotected, "key-fingerprint": crypt.fingerprint },
    signature: signatureOf(manifest, crypt),
  };
}

/** The blob of a manifest: never encrypted. */
export function formatManifest(manifest: Manifest): Buffer {
  return encodeBlob(Buffer.from(JSON.stringify(manifest, null, 2)));
}

/** @throws Error if the blob or the JSON in it is damaged */
export function parseManifest(blob: Buffer): Manifest {
  try {
    checkBlob(blob);
    return JSON.parse(decodeBlob(blob).toString("utf8")) as Manifest;
  } catch (error) {
    throw new Error(`unable to parse backup manifest json - ${(error as Error).message}`);
  }
}

/** @throws Error for a signed manifest without its key, with another one, or that was changed */
export function checkKey(manifest: Manifest, crypt?: CryptConfig): void {
  const wanted = manifest.unprotected["key-fingerprint"];
  if (wanted !== undefined && crypt === undefined) {
    throw new Error(`missing key - manifest was created with key ${shortened(wanted)}`);
  }
  if (crypt === undefined || typeof manifest.signature !== "string") return;
  if (wanted !== undefined && wanted !== crypt.fingerprint) {
    throw new Error(
      "wrong key - unable to verify signature since manifest's key " +
        `${shortened(wanted)} does not match provided key ${shortened(crypt.fingerprint)}`,
    );
  }
  if (manifest.signature !== signatureOf(manifest, crypt)) {
    throw new Error("wrong signature in manifest");
  }
}

/** What the manifest says of a file. @throws Error if it does not know it */
export function fileIn(manifest: Manifest, name: string): ManifestFile {
  const found = manifest.files.find(({ filename }) => filename === name);
  if (found === undefined) throw new Error(`manifest does not contain file '${name}'`);
  return found;
}

/** @throws Error if a file is not the one the manifest means */
export function checkFile(manifest: Manifest, name: string, csum: string, size: number): void {
  const wanted = fileIn(manifest, name);
  if (wanted.size !== size) {
    throw new Error(`wrong size for file '${name}' (${wanted.size} != ${size})`);
  }
  if (wanted.csum !== csum) throw new Error(`wrong checksum for file '${name}'`);
}

/** What a signature covers: everything but itself and what is unprotected, in canonical JSON. */
function signatureOf(manifest: Manifest, crypt: CryptConfig): string {
  const { unprotected: _, signature: __, ...covered } = manifest;
  return crypt.authTag(canonical(covered));
}

/** JSON without white space and with sorted keys. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(",")}}`;
}
