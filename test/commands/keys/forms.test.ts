import { keyForms } from "../../../commands/keys/forms/key-forms";
import { CryptConfig } from "../../../sandbox/products/pbs/crypt/crypt-config";
import { parseKey, unlock } from "../../../sandbox/products/pbs/crypt/key-config";
import { engineKeyKinds } from "../../../model/engine-key";

const now = new Date("2026-03-01T10:20:30.456Z");

describe.each(engineKeyKinds)("a key of kind %s", (kind) => {
  const { make, fingerprint } = keyForms[kind];

  it("is another one each time, with another fingerprint", () => {
    const [one, two] = [make(now), make(now)];

    expect(one).not.toBe(two);
    expect(fingerprint(one)).not.toBe(fingerprint(two));
  });

  it("has one fingerprint, which is 32 pairs and tells nothing of the key", () => {
    const key = make(now);

    expect(fingerprint(key)).toBe(fingerprint(key));
    expect(fingerprint(key)).toMatch(/^([0-9a-f]{2}:){31}[0-9a-f]{2}$/);
    expect(Buffer.from(key, "base64").toString("hex")).not.toContain(
      fingerprint(key).replaceAll(":", ""),
    );
  });

  it("is one line without spaces, so that it passes through standard input unchanged", () => {
    expect(make(now)).toMatch(/^\S{43,}$/);
  });
});

describe("the client key of Proxmox Backup Server", () => {
  const { make, fingerprint } = keyForms["pbs-client-key"];

  it("has the fields of `proxmox-backup-client key create --kdf none`, times in whole seconds", () => {
    const file = JSON.parse(make(now)) as Record<string, string | null>;

    expect(Object.keys(file)).toEqual(["kdf", "created", "modified", "data", "fingerprint"]);
    expect(file).toMatchObject({
      kdf: null,
      created: "2026-03-01T10:20:30Z",
      modified: "2026-03-01T10:20:30Z",
    });
    expect(Buffer.from(file["data"] ?? "", "base64")).toHaveLength(32);
  });

  it("is a key for the twin of the product, under the same fingerprint", () => {
    const key = make(now);
    const unlocked = unlock(parseKey(key), () => "no passphrase is asked for");

    expect(unlocked).toBeInstanceOf(CryptConfig);
    expect(unlocked.fingerprint).toBe(fingerprint(key));
  });

  it.each([
    ["a passphrase", '{"kdf":{"Scrypt":{}},"data":"c2VjcmV0"}'],
    ["too few bytes", '{"kdf":null,"data":"c2VjcmV0"}'],
    ["no JSON", "c2VjcmV0"],
  ])("fails to have a fingerprint with %s, without showing the key", (_what, file) => {
    expect(() => fingerprint(file)).toThrow(/^the client key of a PVE storage (?!.*c2VjcmV0)/);
  });
});

describe("the other keys", () => {
  it.each([
    ["veeam-password", "base64url", 32],
    ["pgbackrest-cipher", "base64", 48],
    ["dump-key", "base64", 32],
    ["export-key", "base64", 32],
  ] as const)("of kind %s are in %s and hold %i random bytes", (kind, encoding, bytes) => {
    const key = keyForms[kind].make(now);

    expect(Buffer.from(key, encoding)).toHaveLength(bytes);
    expect(Buffer.from(key, encoding).toString(encoding)).toBe(key);
  });
});
