import { type EngineKey, engineKeys, keyTitle, keyValue } from "../../model/engine-key";

const title = (key: EngineKey) => `${keyTitle(key)} at ${key.path.join(".")}`;

describe("the engine keys of an estate", () => {
  it("are one for each storage and repository, one for Veeam and one for exports, by name", () => {
    const keys = engineKeys({
      pve: { cluster: { storages: { "pbs-vm": {}, "pbs-ct": {} } } },
      veeam: { veeam: { host: "vbr01" } },
      places: {
        pbs: { engine: "pbs" },
        repository: { engine: "pgbackrest" },
        dumps: { engine: "dump" },
        archive: { engine: "s3" },
      },
      classes: { images: { place: "pbs", offsite: { place: "archive" } } },
    });

    expect(keys.map(title)).toEqual([
      "pbs-client-key/pbs-ct at pbsEncryptionKeys.pbs-ct",
      "pbs-client-key/pbs-vm at pbsEncryptionKeys.pbs-vm",
      "veeam-password/vbr01 at veeamEncryptionPassword.veeam",
      "pgbackrest-cipher/repository at pgBackRestCiphers.repository",
      "dump-key/dumps at dumpKeys.dumps",
      "export-key/offsite at exportKey",
    ]);
  });

  it.each([
    ["without classes", {}],
    ["whose images stay in the lab", { images: { place: "pbs" } }],
    [
      "that archives with an engine of its own",
      { objects: { place: "minio", offsite: { place: "archive" } } },
    ],
    ["whose images go to another server", { images: { place: "pbs", offsite: { place: "pbs" } } }],
  ])("have no export key in an estate %s", (_what, classes) => {
    const places = {
      pbs: { engine: "pbs" },
      minio: { engine: "minio" },
      archive: { engine: "s3" },
    } as const;

    expect(engineKeys({ places, classes })).toEqual([]);
  });
});

describe("the value of a key", () => {
  it("is found at its path, and nowhere else", () => {
    const secrets = { pbsEncryptionKeys: { a: "1" }, exportKey: "2" };

    expect(keyValue(secrets, { path: ["pbsEncryptionKeys", "a"] })).toBe("1");
    expect(keyValue(secrets, { path: ["exportKey"] })).toBe("2");
    expect(keyValue(secrets, { path: ["pbsEncryptionKeys", "toString"] })).toBeUndefined();
    expect(keyValue(undefined, { path: ["exportKey"] })).toBeUndefined();
  });
});
