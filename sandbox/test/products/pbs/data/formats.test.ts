import { scryptSync } from "node:crypto";

import { CryptConfig } from "../../../../products/pbs/crypt/crypt-config";
import { createKey, parseKey, unlock } from "../../../../products/pbs/crypt/key-config";
import {
  checkBlob,
  decodeBlob,
  decodeChunk,
  digestOf,
  encodeBlob,
} from "../../../../products/pbs/data/blob";
import {
  checksumOf,
  chunkAt,
  formatFixedIndex,
  parseFixedIndex,
} from "../../../../products/pbs/data/fixed-index";
import {
  checkKey,
  formatManifest,
  type Manifest,
  parseManifest,
  signed,
} from "../../../../products/pbs/data/manifest";

const crypt = new CryptConfig(Buffer.alloc(32, 7));
const other = new CryptConfig(Buffer.alloc(32, 8));
const data = Buffer.from("some sectors of a disk");

const manifest: Manifest = {
  "backup-type": "host",
  "backup-id": "elsa",
  "backup-time": Date.parse("2020-06-26T13:56:05Z") / 1000,
  files: [
    { filename: "test1.img.fidx", "crypt-mode": "encrypt", size: 200, csum: "01".repeat(32) },
    { filename: "abc.blob", "crypt-mode": "none", size: 200, csum: "02".repeat(32) },
  ],
  unprotected: { notes: "This is not protected by the signature." },
};

describe("a blob", () => {
  it.each([undefined, crypt])("holds its data behind a magic number and a CRC", (key) => {
    const blob = encodeBlob(data, key);
    expect(() => checkBlob(blob)).not.toThrow();
    expect(decodeBlob(blob, key)).toEqual(data);
    expect(blob.length).toBe(data.length + (key === undefined ? 12 : 44));
    expect(blob.includes(data)).toBe(key === undefined);
  });

  it.each([undefined, crypt])("fails its check with any byte of the data changed", (key) => {
    const blob = encodeBlob(data, key);
    const last = blob.length - 1;
    blob.writeUInt8(blob.readUInt8(last) ^ 1, last);
    expect(() => checkBlob(blob)).toThrow("Data blob has wrong CRC checksum.");
  });

  it("fails to open without its key, and with another one", () => {
    const blob = encodeBlob(data, crypt);
    expect(() => decodeBlob(blob)).toThrow("unable to decrypt blob - missing CryptConfig");
    expect(() => decodeBlob(blob, other)).toThrow("unable to authenticate");
  });

  it("fails to be read when it is none", () => {
    expect(() => checkBlob(Buffer.from("no blob at all"))).toThrow("wrong magic");
  });

  it("has a digest that depends on the key, so that equal data of two keys never meets", () => {
    const digests = [undefined, crypt, other].map((key) => digestOf(data, key));
    expect(new Set(digests).size).toBe(3);
  });

  it("fails to be taken for another chunk", () => {
    const wanted = { digest: digestOf(data, crypt), size: data.length };
    expect(decodeChunk(encodeBlob(data, crypt), wanted, crypt)).toEqual(data);
    const wrong = encodeBlob(Buffer.from("another"), crypt);
    expect(() => decodeChunk(wrong, wanted, crypt)).toThrow("detected chunk with wrong digest.");
  });
});

describe("a fixed index", () => {
  const index = { size: 10, chunkSize: 4, digests: Buffer.alloc(96, 5) };

  it("is one page and a digest for each chunk", () => {
    const file = formatFixedIndex(index, new Date("2026-11-22T01:00:00Z"));
    expect(file.length).toBe(4096 + 96);
    expect([...file.subarray(0, 8)]).toEqual([47, 127, 65, 237, 145, 253, 15, 205]);
    expect(file.readBigInt64LE(24)).toBe(BigInt(Date.UTC(2026, 10, 22, 1) / 1000));
    expect(file.toString("hex", 32, 64)).toBe(checksumOf(index));
    expect(parseFixedIndex(file)).toEqual(index);
  });

  it("knows that the last chunk is shorter, and fails for one behind it", () => {
    expect(chunkAt(index, 2)).toEqual({ digest: "05".repeat(32), size: 2 });
    expect(() => chunkAt(index, 3)).toThrow("no chunk 3, the index has 3");
  });

  it("fails to be read when it is cut off or something else", () => {
    const file = formatFixedIndex(index, new Date());
    expect(() => parseFixedIndex(file.subarray(0, -1))).toThrow("unexpected file size");
    expect(() => parseFixedIndex(Buffer.alloc(5000))).toThrow("unknown magic number");
  });
});

describe("a manifest", () => {
  it("has the signature that the product's own test states for the same content and key", () => {
    const cost = { N: 65536, r: 8, p: 1, maxmem: 128 * 1024 * 1024 };
    const key = new CryptConfig(scryptSync("test", "", 32, cost));
    expect(signed(manifest, key).signature).toBe(
      "d7b446fb7db081662081d4b40fedd858a1d6307a5aff4ecff7d5bf4fd35679e9",
    );
  });

  it("is read as it was written", () => {
    const made = signed(manifest, crypt);
    expect(parseManifest(formatManifest(made))).toEqual(made);
  });

  it("takes its key, and a change of what is unprotected", () => {
    const made = signed(manifest, crypt);
    const noted = { ...made, unprotected: { ...made.unprotected, notes: "changed" } };
    expect(() => checkKey(noted, crypt)).not.toThrow();
    expect(() => checkKey(signed(manifest), crypt)).not.toThrow();
  });

  it("fails without its key, with another one, and after any other change", () => {
    const made = signed(manifest, crypt);
    expect(() => checkKey(made)).toThrow(/^missing key - manifest was created with key /);
    expect(() => checkKey(made, other)).toThrow(
      /^wrong key - unable to verify signature since manifest's key \S{23} does not match provided key \S{23}$/,
    );
    const changed = { ...made, "backup-id": "somebody" };
    expect(() => checkKey(changed, crypt)).toThrow("wrong signature in manifest");
  });
});

describe("a key file", () => {
  const now = new Date("2026-11-22T01:00:00Z");

  it.each(["none", "scrypt", "pbkdf2"] as const)("with the derivation %s opens", (kdf) => {
    const key = createKey(kdf, "correct horse", now);
    expect(key.created).toBe("2026-11-22T01:00:00Z");
    expect(unlock(parseKey(JSON.stringify(key)), () => "correct horse").fingerprint).toBe(
      key.fingerprint,
    );
  });

  it("fails to open with a wrong passphrase, and says the hint", () => {
    const key = createKey("pbkdf2", "correct horse", now);
    expect(() => unlock(key, () => "wrong horse")).toThrow("(wrong password?)");
    expect(() => unlock({ ...key, hint: "animal" }, () => "wrong horse")).toThrow(
      "(password hint: animal)",
    );
    expect(() => unlock(key, () => "abc")).toThrow("Passphrase is too short!");
  });

  it("fails to open when its fingerprint is another key's", () => {
    const key = { ...createKey("none", "", now), fingerprint: crypt.fingerprint };
    expect(() => unlock(key, () => "")).toThrow("KeyConfig contains wrong fingerprint");
  });
});
