import { type KeyHome } from "../../../commands/keys/key-home";
import { makeMissingKeys } from "../../../commands/keys/make-keys";
import { describeKeys, keysJson } from "../../../commands/keys/report";
import { secretFaults } from "../../../config/secrets";
import { type EngineKey, engineKeys } from "../../../model/engine-key";
import { secretMark } from "../../support/lab";

const keys = engineKeys({
  pve: { cluster: { storages: { "pbs-vm": {}, "pbs-ct": {} } } },
  veeam: { veeam: { host: "vbr01" } },
  places: { repository: { engine: "pgbackrest" } },
});

/** A home in memory that, if told to, dies after some keys. */
class Memory implements KeyHome {
  constructor(
    public secrets: Record<string, unknown> = {},
    private readonly diesAfter = Infinity,
  ) {}
  readonly added: EngineKey[] = [];
  async read() {
    return structuredClone(this.secrets);
  }
  async add(key: EngineKey, value: string) {
    if (this.added.length >= this.diesAfter) throw new Error("the backend is gone");
    this.added.push(key);
    const [section, name] = key.path;
    const others = this.secrets[section] as object | undefined;
    this.secrets[section] = name === undefined ? value : { ...others, [name]: value };
  }
}

const now = new Date(0);
const states = async (home: KeyHome) =>
  (await makeMissingKeys(keys, home, now)).map(({ state }) => state);

describe("making keys", () => {
  it("makes each once, and the second time nothing", async () => {
    const home = new Memory();

    expect(await states(home)).toEqual(["made", "made", "made", "made"]);
    const first = structuredClone(home.secrets);
    expect(await states(home)).toEqual(["there", "there", "there", "there"]);
    expect(home.secrets).toEqual(first);
    expect(home.added).toHaveLength(4);
  });

  it("goes on after an interruption, and keeps what was made before it", async () => {
    const broken = new Memory({}, 2);
    await expect(states(broken)).rejects.toThrow("the backend is gone");
    const kept = structuredClone(broken.secrets);

    const home = new Memory(broken.secrets);
    expect(await states(home)).toEqual(["there", "there", "made", "made"]);
    expect(home.secrets).toMatchObject(kept);
  });

  it("never touches a value that has not the form of such a key, and shows no fingerprint of it", async () => {
    const home = new Memory({ pbsEncryptionKeys: { "pbs-vm": `${secretMark} in no form` } });
    const [, second] = await makeMissingKeys(keys, home, now);

    expect(second).toMatchObject({ state: "there", key: { name: "pbs-vm" } });
    expect(second).not.toHaveProperty("fingerprint");
    expect(home.secrets["pbsEncryptionKeys"]).toMatchObject({
      "pbs-vm": `${secretMark} in no form`,
    });
  });

  it("fails if what was added is not there afterwards", async () => {
    const forgetful: KeyHome = { read: async () => ({}), add: async () => undefined };

    await expect(states(forgetful)).rejects.toThrow(
      "backup:secrets.pbsEncryptionKeys.pbs-ct: was made and is not there",
    );
  });
});

describe("the report of the keys", () => {
  const reportOn = async (home: Memory) => {
    const statuses = await makeMissingKeys(keys, home, now);
    const cluster = { cluster: { storages: {} } };
    const missing = secretFaults({ pve: cluster as never }, home.secrets, "lab");
    const opener = { backend: "s3://lab-state", secretsProvider: "passphrase" };
    return { stack: "lab", keys: statuses, opener, missing };
  };

  it("has no secret in it, neither as text nor as JSON", async () => {
    const home = new Memory({ pveApiToken: `${secretMark}-not-a-token` });
    const report = await reportOn(home);
    const printed = describeKeys(report) + keysJson(report);
    const client = JSON.parse(
      (home.secrets["pbsEncryptionKeys"] as Record<string, string>)["pbs-vm"] ?? "",
    ) as { data: string; fingerprint: string };

    expect(printed).toContain(client.fingerprint);
    for (const secret of [
      client.data,
      (home.secrets["veeamEncryptionPassword"] as Record<string, string>)["veeam"] ?? "",
      (home.secrets["pgBackRestCiphers"] as Record<string, string>)["repository"] ?? "",
      secretMark,
    ]) {
      expect(printed).not.toContain(secret);
    }
  });

  it("says what only a person can supply, and the command that sets it", async () => {
    const text = describeKeys(await reportOn(new Memory()));

    expect(text).toContain("pbs-client-key/pbs-vm: made");
    expect(text).toMatch(/state: +s3:\/\/lab-state/);
    expect(text).toContain("Missing, 2 values that only a person can supply:");
    expect(text).toContain(
      "pulumi config set --stack lab --secret --path 'secrets.sshPrivateKey' (the value on standard input)",
    );
    expect(text).not.toContain("npm run keys");
  });
});
