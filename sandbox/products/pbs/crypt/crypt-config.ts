import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  pbkdf2Sync,
  randomBytes,
} from "node:crypto";

/** An AES-256 key: 32 bytes. Initialization vectors and authentication tags: 16 bytes. */
export const keyLength = 32;
export const ivLength = 16;
const cipher = "aes-256-gcm";

/** What a key's fingerprint is taken over (pbs-tools, crypt_config). */
const fingerprintInput = createHash("sha256")
  .update("Proxmox Backup Encryption Key Fingerprint")
  .digest();

/** Something encrypted, and what decrypting it needs besides the key. */
export interface Sealed {
  readonly iv: Buffer;
  readonly tag: Buffer;
  readonly data: Buffer;
}

/**
 * What is done with a client's key: AES-256-GCM for content, and a second key, derived from the first,
 * for digests, so that those of equal content differ from key to key.
 */
export class CryptConfig {
  private readonly idKey: Buffer;

  constructor(private readonly key: Buffer) {
    this.idKey = pbkdf2Sync(key, "_id_key", 10, keyLength, "sha256");
  }

  /** SHA-256 over the data and the derived key. */
  digest(data: Buffer): Buffer {
    return createHash("sha256").update(data).update(this.idKey).digest();
  }

  /** HMAC-SHA-256 with the derived key, hexadecimal. */
  authTag(data: string): string {
    return createHmac("sha256", this.idKey).update(data).digest("hex");
  }

  /** 32 pairs with colons. */
  get fingerprint(): string {
    return withColons(this.digest(fingerprintInput));
  }

  seal(data: Buffer): Sealed {
    return seal(this.key, data);
  }

  /** @throws Error if the key is another one or anything was changed */
  open(sealed: Sealed): Buffer {
    return open(this.key, sealed);
  }
}

/** Encrypts with a fresh initialization vector. */
export function seal(key: Buffer, data: Buffer): Sealed {
  const iv = randomBytes(ivLength);
  const encipher = createCipheriv(cipher, key, iv);
  const encrypted = Buffer.concat([encipher.update(data), encipher.final()]);
  return { iv, tag: encipher.getAuthTag(), data: encrypted };
}

/** @throws Error if the key is another one or anything was changed */
export function open(key: Buffer, { iv, tag, data }: Sealed): Buffer {
  const decipher = createDecipheriv(cipher, key, iv).setAuthTag(tag);
  return Buffer.concat([decipher.update(data), decipher.final()]);
}

/** Hexadecimal, in pairs with colons. */
export function withColons(bytes: Buffer): string {
  return bytes.toString("hex").replace(/(..)(?=.)/g, "$1:");
}
