import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";

import { type CryptConfig } from "../crypt/crypt-config";

/** How something is kept: as it is, with a signature over it, or encrypted. */
export type CryptMode = "none" | "sign-only" | "encrypt";

/** The first eight bytes of each kind of blob (manual, "Data Blob Format"). */
const magics = {
  plain: Buffer.from([66, 171, 56, 7, 190, 131, 112, 161]),
  compressed: Buffer.from([49, 185, 88, 66, 111, 182, 163, 127]),
  encrypted: Buffer.from([123, 103, 133, 190, 34, 45, 76, 240]),
  encryptedCompressed: Buffer.from([230, 89, 27, 191, 11, 191, 216, 11]),
} as const;

type Kind = keyof typeof magics;

const crcOffset = 8;
const plainHeader = 12;
const ivOffset = 12;
const tagOffset = 28;
const encryptedHeader = 44;

/**
 * Data in the product's blob form: magic, CRC-32 of what follows the header, for encrypted data its
 * vector and tag, then the data. The product compresses with zstd where that makes data smaller;
 * blobs made here stay uncompressed, as the format allows.
 */
export function encodeBlob(data: Buffer, crypt?: CryptConfig): Buffer {
  if (crypt === undefined) return Buffer.concat([header(magics.plain, data), data]);
  const sealed = crypt.seal(data);
  const { iv, tag } = sealed;
  return Buffer.concat([header(magics.encrypted, sealed.data), iv, tag, sealed.data]);
}

/** @throws Error if it is no blob or its CRC is wrong */
export function checkBlob(blob: Buffer): void {
  const start = headerSize(kindOf(blob));
  if (blob.length < start) throw new Error(`blob too small (${blob.length} bytes).`);
  if (crc32(blob.subarray(start)) === blob.readUInt32LE(crcOffset)) return;
  throw new Error("Data blob has wrong CRC checksum.");
}

/** Whether a blob is encrypted; a signature is never part of a blob. */
export function cryptModeOf(blob: Buffer): "none" | "encrypt" {
  return isEncrypted(kindOf(blob)) ? "encrypt" : "none";
}

/**
 * The data of a blob whose CRC was checked.
 *
 * @throws Error for an encrypted blob without its key, with another one, or if it was changed
 */
export function decodeBlob(blob: Buffer, crypt?: CryptConfig): Buffer {
  const kind = kindOf(blob);
  if (kind === "compressed" || kind === "encryptedCompressed") {
    throw new Error("compressed blobs are beyond this stand-in, which makes none");
  }
  if (!isEncrypted(kind)) return blob.subarray(plainHeader);
  if (crypt === undefined) throw new Error("unable to decrypt blob - missing CryptConfig");
  return crypt.open({
    iv: blob.subarray(ivOffset, tagOffset),
    tag: blob.subarray(tagOffset, encryptedHeader),
    data: blob.subarray(encryptedHeader),
  });
}

/** What a chunk is named after: of encrypted ones, the data and the key together. */
export function digestOf(data: Buffer, crypt?: CryptConfig): string {
  const digest = crypt?.digest(data) ?? createHash("sha256").update(data).digest();
  return digest.toString("hex");
}

/** The data of a chunk that must have a length and a digest. @throws Error if it has others */
export function decodeChunk(
  blob: Buffer,
  wanted: { readonly digest: string; readonly size: number },
  crypt?: CryptConfig,
): Buffer {
  const data = decodeBlob(blob, crypt);
  if (digestOf(data, crypt) !== wanted.digest) throw new Error("detected chunk with wrong digest.");
  if (data.length === wanted.size) return data;
  throw new Error(`detected chunk with wrong length (${wanted.size} != ${data.length})`);
}

function header(magic: Buffer, data: Buffer): Buffer {
  const head = Buffer.alloc(plainHeader);
  magic.copy(head);
  head.writeUInt32LE(crc32(data), crcOffset);
  return head;
}

function kindOf(blob: Buffer): Kind {
  const kind = (Object.keys(magics) as Kind[]).find((name) =>
    magics[name].equals(blob.subarray(0, crcOffset)),
  );
  if (kind === undefined) throw new Error("unable to parse raw blob - wrong magic");
  return kind;
}

function isEncrypted(kind: Kind): boolean {
  return kind === "encrypted" || kind === "encryptedCompressed";
}

function headerSize(kind: Kind): number {
  return isEncrypted(kind) ? encryptedHeader : plainHeader;
}
