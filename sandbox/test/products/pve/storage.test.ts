import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { generateKeyFile, keyFingerprint } from "../../../products/pve/storage/encryption-key";
import { type CallParameters, type RunningPve, startPve } from "./pve-server";

let pve: RunningPve;
beforeAll(async () => (pve = await startPve()));
afterAll(() => pve.stop());

const password = "the-token-secret";
const minimal = { type: "pbs", server: "10.25.20.10", datastore: "vm-backup" };
const create = (storage: string, parameters: CallParameters = {}) =>
  pve.call("POST", "/storage", { storage, ...minimal, ...parameters });
const read = async (storage: string) =>
  (await pve.call("GET", `/storage/${storage}`)).data as Record<string, unknown>;
const secretFile = (name: string) => path.join(pve.state, "priv", "storage", name);

describe("the fingerprint of a key", () => {
  it("is the one the backup client computes", () => {
    const key = Buffer.from(Array.from({ length: 32 }, (_, index) => index));
    // SHA-256 and PBKDF2 of another language's standard library gave this figure.
    expect(keyFingerprint(key).replaceAll(":", "")).toBe(
      "0eabd4460b6eb9ca345023dee2b778c790e54a1683b9659c0a57ae199090159b",
    );
  });
});

describe("a PBS storage", () => {
  it("is kept in storage.cfg and answered with its defaults", async () => {
    const answer = await create("pbs-vm", {
      username: "pve@pbs!cluster",
      password,
      namespace: "lab/vm",
      port: "8008",
      nodes: "node01,node03",
      disable: "0",
      fingerprint: Array<string>(32).fill("aB").join(":"),
      "prune-backups": "keep-all=1",
      "max-protected-backups": "-1",
    });
    expect(answer.data).toEqual({ storage: "pbs-vm", type: "pbs" });
    expect(await read("pbs-vm")).toMatchObject({
      storage: "pbs-vm",
      type: "pbs",
      content: "backup",
      shared: 1,
      port: 8008,
      disable: 0,
      nodes: "node01,node03",
      "prune-backups": "keep-all=1",
      "max-protected-backups": -1,
    });
    const config = readFileSync(path.join(pve.state, "storage.cfg"), "utf8");
    expect(config).toContain("\npbs: pbs-vm\n\tdatastore vm-backup\n\tdisable 0\n");
    expect(config).not.toContain(password);
  });

  it("keeps its password in a file only the owner can read", async () => {
    await create("with-password", { password });
    expect(readFileSync(secretFile("with-password.pw"), "utf8")).toBe(`${password}\n`);
    expect(statSync(secretFile("with-password.pw")).mode & 0o777).toBe(0o600);
  });

  it("keeps an encryption key apart and shows only its fingerprint", async () => {
    const key = generateKeyFile();
    const answer = await create("with-key", { "encryption-key": key });
    expect(answer.data).toMatchObject({ config: { "encryption-key": key } });
    expect((await read("with-key"))["encryption-key"]).toMatch(/^([0-9a-f]{2}:){31}[0-9a-f]{2}$/);
    expect(readFileSync(secretFile("with-key.enc"), "utf8")).toBe(`${key}\n`);
    expect(statSync(secretFile("with-key.enc")).mode & 0o777).toBe(0o600);
  });

  it("generates a key, answers it once, and keeps the one it replaces", async () => {
    const first = (await create("autogen", { "encryption-key": "autogen" })).data as {
      config: Record<string, string>;
    };
    const key = JSON.parse(first.config["encryption-key"] ?? "") as Record<string, string>;
    expect(keyFingerprint(Buffer.from(key["data"] ?? "", "base64"))).toBe(key["fingerprint"]);
    const second = await pve.call("PUT", "/storage/autogen", { "encryption-key": "autogen" });
    expect(second.data).not.toEqual(first);
    expect(readFileSync(secretFile("autogen.enc.old"), "utf8")).toContain(key["data"]);
  });

  it("never answers a password or a key to a GET", async () => {
    const key = generateKeyFile();
    await create("quiet", { password, "encryption-key": key });
    const { data } = JSON.parse(key) as { data: string };
    const answers = await Promise.all(
      ["/storage", "/storage/quiet", "/cluster/resources"].map((url) => pve.call("GET", url)),
    );
    for (const { text } of answers) {
      expect(text).not.toContain(password);
      expect(text).not.toContain(data);
    }
  });

  it("keeps a master key only together with an encryption key", async () => {
    const master = Buffer.from("-----BEGIN PUBLIC KEY-----").toString("base64");
    const refused = await create("master", { "master-pubkey": master });
    expect(refused.reason).toBe(
      "create storage failed: 'master-pubkey' can only be used together with 'encryption-key'",
    );
    await create("master", { "master-pubkey": master, "encryption-key": "autogen" });
    expect((await read("master"))["master-pubkey"]).toBe("1");
    expect(readFileSync(secretFile("master.master.pem"), "utf8")).toContain("BEGIN PUBLIC KEY");
  });

  it("changes, removes properties and removes secrets", async () => {
    await create("changing", { password, nodes: "node01", "encryption-key": "autogen" });
    const answer = await pve.call("PUT", "/storage/changing", {
      "prune-backups": "keep-weekly=5,keep-monthly=1",
      delete: "nodes,encryption-key,password",
    });
    expect(answer.data).toEqual({ storage: "changing", type: "pbs" });
    const storage = await read("changing");
    expect(storage["prune-backups"]).toBe("keep-weekly=5,keep-monthly=1");
    expect(storage).not.toHaveProperty("nodes");
    expect(storage).not.toHaveProperty("encryption-key");
    expect(existsSync(secretFile("changing.pw"))).toBe(false);
    expect(existsSync(secretFile("changing.enc"))).toBe(false);
  });

  it("takes a change made by hand for what it is", async () => {
    await create("by-hand", { nodes: "node01" });
    const file = path.join(pve.state, "storage.cfg");
    const edited = readFileSync(file, "utf8").replace(
      "\tnodes node01\n",
      "# moved\n\tnodes node07\n",
    );
    writeFileSync(file, edited);
    expect((await read("by-hand"))["nodes"]).toBe("node07");
  });

  it("is removed with its secrets", async () => {
    await create("gone", { password, "encryption-key": "autogen" });
    expect((await pve.call("DELETE", "/storage/gone")).data).toBeNull();
    expect((await pve.call("GET", "/storage/gone")).reason).toBe("storage 'gone' does not exist");
    expect(existsSync(secretFile("gone.pw"))).toBe(false);
    expect(existsSync(secretFile("gone.enc"))).toBe(false);
  });

  it("is listed by its type, beside the local directory", async () => {
    const all = (await pve.call("GET", "/storage")).data as { storage: string }[];
    const pbs = (await pve.call("GET", "/storage", { type: "pbs" })).data as { storage: string }[];
    expect(all.map(({ storage }) => storage)).toContain("local");
    expect(pbs.map(({ storage }) => storage)).not.toContain("local");
  });

  it("accepts a change with the digest it showed", async () => {
    await create("digest");
    const { digest } = await read("digest");
    const answer = await pve.call("PUT", "/storage/digest", {
      disable: "1",
      digest: String(digest),
    });
    expect(answer.status).toBe(200);
  });
});
