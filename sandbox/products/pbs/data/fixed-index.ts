import { createHash, randomUUID } from "node:crypto";

const magic = Buffer.from([47, 127, 65, 237, 145, 253, 15, 205]);

/** The header is one page. */
const headerSize = 4096;
const digestSize = 32;

/** Where each field of the header begins (manual, "Fixed Index Format"); all are little-endian. */
const offsets = { uuid: 8, ctime: 24, checksum: 32, size: 64, chunkSize: 72 } as const;

/** Which chunks an image is made of. */
export interface FixedIndex {
  /** The image's, in bytes. */
  readonly size: number;
  /** Of each chunk but the last, in bytes. */
  readonly chunkSize: number;
  /** The chunks' digests, one after the other. */
  readonly digests: Buffer;
}

/** The file of an index. */
export function formatFixedIndex(index: FixedIndex, now: Date): Buffer {
  const header = Buffer.alloc(headerSize);
  magic.copy(header);
  Buffer.from(randomUUID().replaceAll("-", ""), "hex").copy(header, offsets.uuid);
  header.writeBigInt64LE(BigInt(Math.floor(now.getTime() / 1000)), offsets.ctime);
  Buffer.from(checksumOf(index), "hex").copy(header, offsets.checksum);
  header.writeBigUInt64LE(BigInt(index.size), offsets.size);
  header.writeBigUInt64LE(BigInt(index.chunkSize), offsets.chunkSize);
  return Buffer.concat([header, index.digests]);
}

/** @throws Error if the file is no such index or too short for its size */
export function parseFixedIndex(file: Buffer): FixedIndex {
  if (file.length < headerSize || !magic.equals(file.subarray(0, magic.length))) {
    throw new Error("got unknown magic number");
  }
  const index: FixedIndex = {
    size: Number(file.readBigUInt64LE(offsets.size)),
    chunkSize: Number(file.readBigUInt64LE(offsets.chunkSize)),
    digests: file.subarray(headerSize),
  };
  const expected = chunkCount(index) * digestSize;
  if (index.digests.length === expected) return index;
  throw new Error(`got unexpected file size (${expected} != ${index.digests.length})`);
}

/** SHA-256 over all digests, which is what the manifest holds of an index. */
export function checksumOf({ digests }: FixedIndex): string {
  return createHash("sha256").update(digests).digest("hex");
}

/** How many chunks an image has. */
export function chunkCount({ size, chunkSize }: FixedIndex): number {
  return Math.ceil(size / chunkSize);
}

/** A chunk's digest and length. @throws Error if the image has no such chunk */
export function chunkAt(
  index: FixedIndex,
  position: number,
): { readonly digest: string; readonly size: number } {
  if (position < 0 || position >= chunkCount(index)) {
    throw new Error(`no chunk ${position}, the index has ${chunkCount(index)}`);
  }
  const start = position * digestSize;
  return {
    digest: index.digests.toString("hex", start, start + digestSize),
    size: Math.min(index.chunkSize, index.size - position * index.chunkSize),
  };
}
