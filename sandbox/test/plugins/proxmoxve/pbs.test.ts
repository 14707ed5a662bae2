import { reveal, Secret } from "../../../plugins/protocol/property-values";
import type { Properties } from "../../../plugins/protocol/resource-type";
import { generateKeyFile } from "../../../products/pve/storage/encryption-key";
import { type PveWithPlugin, refreshed, startPveWithPlugin } from "./pve-plugin";

const token = "proxmoxve:storage/pbs:Pbs";
const password = "the-token-secret";

let lab: PveWithPlugin;
beforeAll(async () => (lab = await startPveWithPlugin()));
afterAll(() => lab.stop());

const declared = (resourceId: string, more: Properties = {}): Properties => ({
  resourceId,
  server: "10.25.20.10",
  datastore: "vm-backup",
  username: "pve@pbs!cluster",
  password: new Secret(password),
  ...more,
});
const create = (resourceId: string, more: Properties = {}) =>
  lab.plugin.create(token, declared(resourceId, more));
const onServer = async (id: string) =>
  (await lab.pve.call("GET", `/storage/${id}`)).data as Record<string, unknown>;
const faults = async (more: Properties) =>
  (await lab.plugin.check(token, declared("checked", more))).failures;

describe("storage.Pbs", () => {
  it("is created as declared, with the server's defaults as outputs", async () => {
    const key = generateKeyFile();
    const kept = await create("full", {
      namespace: "lab",
      nodes: ["node01", "node03"],
      contents: ["backup"],
      fingerprint: Array<string>(32).fill("AB").join(":"),
      encryptionKey: new Secret(key),
      backups: { keepAll: true, maxProtectedBackups: 5 },
    });
    const { fingerprint } = JSON.parse(key) as { fingerprint: string };
    expect(kept.id).toBe("full");
    expect(reveal(kept.outputs)).toEqual({
      ...(reveal(kept.inputs) as Properties),
      disable: false,
      shared: true,
      encryptionKeyFingerprint: fingerprint,
    });
    expect(await onServer("full")).toMatchObject({
      namespace: "lab",
      nodes: "node01,node03",
      "prune-backups": "keep-all=1",
      "max-protected-backups": 5,
      "encryption-key": fingerprint,
    });
  });

  it("keeps passwords and keys secret, generated ones too", async () => {
    const kept = await create("generated", { generateEncryptionKey: true });
    expect(kept.outputs["password"]).toBeInstanceOf(Secret);
    expect(kept.outputs["generatedEncryptionKey"]).toBeInstanceOf(Secret);
    const key = JSON.parse(String(reveal(kept.outputs["generatedEncryptionKey"]))) as Properties;
    expect(kept.outputs["encryptionKeyFingerprint"]).toBe(key["fingerprint"]);
    const again = await refreshed(lab.plugin, kept);
    expect(again).toEqual(kept);
  });

  it("gets another key when it is replaced and the server makes the key: the trap of generateEncryptionKey", async () => {
    const first = await create("trap", { generateEncryptionKey: true });
    await lab.plugin.delete(first);
    const second = await create("trap", { generateEncryptionKey: true });
    expect(second.outputs["encryptionKeyFingerprint"]).not.toBe(
      first.outputs["encryptionKeyFingerprint"],
    );
  });

  it("makes secrets of plain inputs as well", async () => {
    const kept = await create("plain-inputs", { password, encryptionKey: generateKeyFile() });
    expect(kept.outputs["password"]).toBeInstanceOf(Secret);
    expect(kept.outputs["encryptionKey"]).toBeInstanceOf(Secret);
  });

  it("does not change when nothing changed, whatever the order of nodes", async () => {
    const kept = await create("steady", { nodes: ["node01", "node02"] });
    expect(await refreshed(lab.plugin, kept)).toEqual(kept);
    const same = declared("steady", { nodes: ["node02", "node01"] });
    expect((await lab.plugin.diff(kept, same)).changed).toBe(false);
  });

  it.each([
    "server",
    "datastore",
    "username",
    "password",
    "namespace",
    "encryptionKey",
    "resourceId",
  ])("is replaced when %s changes", async (property) => {
    const kept = { token, id: "old", inputs: declared("old"), outputs: declared("old") };
    const diff = await lab.plugin.diff(kept, declared("old", { [property]: "other" }));
    expect(diff.replaces).toEqual([property]);
  });

  it("is replaced when a key is to be generated", async () => {
    const kept = { token, id: "old", inputs: declared("old"), outputs: declared("old") };
    const diff = await lab.plugin.diff(kept, declared("old", { generateEncryptionKey: true }));
    expect(diff.replaces).toEqual(["generateEncryptionKey"]);
  });

  it("is changed in place otherwise", async () => {
    const kept = await create("changing", { nodes: ["node01"] });
    const wanted = declared("changing", {
      nodes: ["node07"],
      disable: true,
      fingerprint: Array<string>(32).fill("CD").join(":"),
      backups: { keepWeekly: 5, keepMonthly: 1 },
    });
    expect((await lab.plugin.diff(kept, wanted)).replaces).toEqual([]);
    const changed = await lab.plugin.update(kept, wanted);
    expect(changed.outputs).toMatchObject({
      nodes: ["node07"],
      disable: true,
      backups: { keepAll: false, keepWeekly: 5, keepMonthly: 1 },
    });
    expect(await refreshed(lab.plugin, changed)).toEqual(changed);
    expect(reveal(changed.outputs["password"])).toBe(password);
  });

  it("keeps on the server what is no longer declared", async () => {
    const kept = await create("forgetful", { nodes: ["node01"], backups: { keepAll: true } });
    const changed = await lab.plugin.update(kept, declared("forgetful"));
    expect(changed.outputs["nodes"]).toEqual(["node01"]);
    expect(await refreshed(lab.plugin, changed)).toEqual(changed);
    expect((await lab.plugin.diff(changed, declared("forgetful"))).changed).toBe(false);
  });

  it.each<[string, Record<string, string>, Properties]>([
    ["nodes", { nodes: "node05" }, { nodes: ["node05"] }],
    ["content", { content: "none" }, { contents: ["none"] }],
    ["disable", { disable: "1" }, { disable: true }],
    ["retention", { "prune-backups": "keep-last=1" }, { backups: { keepAll: false, keepLast: 1 } }],
    ["namespace", { namespace: "elsewhere" }, { namespace: "elsewhere" }],
    [
      "fingerprint",
      { fingerprint: Array<string>(32).fill("00").join(":") },
      { fingerprint: Array<string>(32).fill("00").join(":") },
    ],
    ["username", { username: "eve@pbs" }, { username: "eve@pbs" }],
  ])("shows a change of %s made on the server as drift", async (name, change, expected) => {
    const kept = await create(`drift-${name}`, {
      nodes: ["node01"],
      contents: ["backup"],
      namespace: "lab",
      fingerprint: Array<string>(32).fill("AB").join(":"),
      backups: { keepAll: true },
    });
    await lab.pve.call("PUT", `/storage/${kept.id}`, change);
    const found = await refreshed(lab.plugin, kept);
    expect(found.outputs).toMatchObject(expected);
    expect(found.inputs).toMatchObject(expected);
    expect((await lab.plugin.diff(found, kept.inputs)).changed).toBe(true);
  });

  it("shows another encryption key on the server as drift", async () => {
    const kept = await create("drift-key", { encryptionKey: generateKeyFile() });
    await lab.pve.call("PUT", "/storage/drift-key", { delete: "encryption-key" });
    const found = await refreshed(lab.plugin, kept);
    expect(kept.outputs).toHaveProperty("encryptionKeyFingerprint");
    expect(found.outputs).not.toHaveProperty("encryptionKeyFingerprint");
  });

  it("is imported by its id, without what the server does not tell", async () => {
    await create("imported", { nodes: ["node01"], backups: { keepAll: true } });
    const found = await lab.plugin.import(token, "imported");
    expect(found?.inputs).toEqual({
      resourceId: "imported",
      server: "10.25.20.10",
      datastore: "vm-backup",
      username: "pve@pbs!cluster",
      nodes: ["node01"],
      contents: ["backup"],
      disable: false,
      backups: { keepAll: true },
    });
    expect(await lab.plugin.import(token, "nowhere")).toBeUndefined();
  });

  it("is deleted, and once more without complaint", async () => {
    const kept = await create("gone");
    await lab.plugin.delete(kept);
    expect(await lab.plugin.refresh(kept)).toBeUndefined();
    await lab.plugin.delete(kept);
  });
});

describe("storage.Pbs that is refused", () => {
  it.each<[string, Properties, string, string]>([
    [
      "two ways to a key",
      { encryptionKey: "x", generateEncryptionKey: true },
      "encryptionKey",
      '"encryptionKey" and "generateEncryptionKey" are both set; remove one of them',
    ],
    [
      "an unknown content",
      { contents: ["backups"] },
      "contents",
      '"contents" is "backups"; allowed: backup, images, import, iso, rootdir, snippets, vztmpl',
    ],
    [
      "a negative retention",
      { backups: { keepLast: -1 } },
      "backups.keepLast",
      '"keepLast" is -1; allowed: 0 or more',
    ],
    [
      "keepAll with a count",
      { backups: { keepAll: true, keepWeekly: 4 } },
      "backups.keepWeekly",
      '"keepWeekly" is set although "keepAll" is true, which keeps everything; remove one of them',
    ],
  ])("fails for %s", async (_name, more, property, reason) => {
    expect(await faults(more)).toEqual([{ property, reason }]);
  });

  it("fails for an unknown and a mistyped property", async () => {
    const found = await faults({ port: 8007, nodes: "node01" });
    expect(found.map(({ property }) => property)).toEqual(["port", "nodes"]);
  });

  it("fails with the server's words, and none of the secrets", async () => {
    const creating = create("refused", { encryptionKey: '{"data":"c2VjcmV0LWtleQ=="}' });
    await expect(creating).rejects.toThrow(
      "POST /storage: received an HTTP 500 response - Reason: create storage failed: encryption key has 10 bytes, exactly 32 are needed",
    );
    await expect(creating).rejects.not.toThrow(/c2VjcmV0|the-token-secret/);
  });

  it("fails when the id is taken, so a replacement must delete first", async () => {
    const kept = await create("taken");
    const diff = await lab.plugin.diff(kept, declared("taken", { password: "rotated" }));
    expect(diff).toMatchObject({ replaces: ["password"], deleteBeforeReplace: false });
    await expect(create("taken", { password: "rotated" })).rejects.toThrow("already defined");
  });
});
