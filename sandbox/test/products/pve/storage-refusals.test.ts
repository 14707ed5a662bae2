import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import * as path from "node:path";
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

describe("a PBS storage that PVE refuses", () => {
  const badFingerprint = JSON.stringify({
    kdf: null,
    data: randomBytes(32).toString("base64"),
    fingerprint: "00:11",
  });

  it.each<[string, CallParameters, string, string]>([
    [
      "a namespace with a line feed",
      { namespace: "a\n\tserver evil" },
      "",
      "property 'namespace' contains a line feed",
    ],
    [
      "a content it cannot hold",
      { content: "images" },
      "",
      "storage does not support content type 'images'",
    ],
    [
      "content none and another",
      { content: "none,backup" },
      "",
      "unable to combine 'none' with other content types",
    ],
    ["another type's option", { path: "/srv" }, "", "unexpected property 'path'"],
    [
      "a key that is no JSON",
      { "encryption-key": "secret" },
      "",
      "create storage failed: Value does not seems like a valid, JSON formatted encryption key!",
    ],
    [
      "a key without data",
      { "encryption-key": "{}" },
      "",
      "create storage failed: Value does not seems like a valid, JSON formatted encryption key!",
    ],
    [
      "a key with a passphrase",
      { "encryption-key": '{"kdf":{"Scrypt":{}},"data":"AA=="}' },
      "",
      "create storage failed: encryption key is protected by a passphrase, only a key of 'kdf none' can be used by a storage",
    ],
    [
      "a key of another length",
      { "encryption-key": '{"kdf":null,"data":"AA=="}' },
      "",
      "create storage failed: encryption key has 1 bytes, exactly 32 are needed",
    ],
    [
      "an unknown parameter",
      { masterkey: "1" },
      "masterkey",
      "property is not defined in schema and the schema does not allow additional properties",
    ],
    [
      "a bad fingerprint",
      { fingerprint: "AA:BB" },
      "fingerprint",
      "value does not match the regex pattern",
    ],
    [
      "a bad server",
      { server: "http://pbs" },
      "server",
      "invalid format - value does not look like a valid server name or IP address",
    ],
    [
      "a bad node",
      { nodes: "node01,_x" },
      "nodes",
      "invalid format - value does not look like a valid node name",
    ],
    [
      "an unknown content type",
      { content: "backups" },
      "content",
      "invalid format - invalid content type 'backups'",
    ],
    ["a port out of range", { port: "65536" }, "port", "value must have a maximum value of 65535"],
    [
      "a port that is no number",
      { port: "https" },
      "port",
      "type check ('integer') failed - got 'https'",
    ],
    [
      "a disable that is no boolean",
      { disable: "maybe" },
      "disable",
      "type check ('boolean') failed - got 'maybe'",
    ],
    [
      "a password that is too long",
      { password: "x".repeat(257) },
      "password",
      "value may only be 256 characters long",
    ],
    [
      "max-protected-backups below -1",
      { "max-protected-backups": "-2" },
      "max-protected-backups",
      "value must have a minimum value of -1",
    ],
    [
      "a namespace given twice",
      { namespace: ["a", "b"] },
      "namespace",
      "type check ('string') failed - got 'ARRAY'",
    ],
    [
      "keep-all with others",
      { "prune-backups": "keep-all=1,keep-last=3" },
      "prune-backups",
      "invalid format - format error\nkeep-all cannot be set together with other options.",
    ],
    [
      "a retention that is no number",
      { "prune-backups": "keep-weekly=x" },
      "prune-backups",
      "invalid format - format error\nkeep-weekly: type check ('integer') failed - got 'x'",
    ],
    [
      "an unknown retention",
      { "prune-backups": "keep-forever=1" },
      "prune-backups",
      "invalid format - format error\nkeep-forever: property is not defined in schema and the schema does not allow additional properties",
    ],
    [
      "a retention twice",
      { "prune-backups": "keep-last=1,keep-last=2" },
      "prune-backups",
      "invalid format - format error\nkeep-last: duplicate key in comma-separated list property",
    ],
    [
      "a retention without a key",
      { "prune-backups": "5" },
      "prune-backups",
      "invalid format - format error\nvalue '5' without key, but schema does not define a default key",
    ],
  ])("fails for %s", async (_name, parameters, faulty, message) => {
    const answer = await create("refused", { password, ...parameters });
    expect(faulty === "" ? answer.reason : answer.errors?.[faulty]).toBe(message);
    expect(answer.status).toBe(faulty === "" ? 500 : 400);
    expect((await pve.call("GET", "/storage/refused")).status).toBe(500);
    expect(existsSync(secretFile("refused.pw"))).toBe(false);
  });

  it("fails for a key whose fingerprint is not its own", async () => {
    const answer = await create("refused", { "encryption-key": badFingerprint });
    expect(answer.reason).toContain("KeyConfig contains wrong fingerprint");
  });

  it("fails without a required option", async () => {
    const answer = await pve.call("POST", "/storage", {
      storage: "half",
      type: "pbs",
      server: "pbs",
    });
    expect(answer.reason).toBe("missing value for required option 'datastore'");
    expect((await pve.call("POST", "/storage", { type: "pbs" })).errors).toEqual({
      storage: "property is missing and it is not optional",
    });
  });

  it("fails when its id is taken", async () => {
    await create("twice");
    const answer = await create("twice");
    expect(answer.reason).toBe("create storage failed: storage ID 'twice' already defined");
  });
});

describe("a change of a storage that PVE refuses", () => {
  beforeAll(() => create("steady"));

  it.each<[string, string, CallParameters, string]>([
    [
      "a fixed parameter",
      "steady",
      { server: "10.0.0.1" },
      "can't change value of fixed parameter 'server'",
    ],
    ["an unknown option to delete", "steady", { delete: "colour" }, "no such option 'colour'"],
    [
      "a required option to delete",
      "steady",
      { delete: "datastore" },
      "unable to delete required option 'datastore'",
    ],
    [
      "setting and deleting at once",
      "steady",
      { namespace: "a", delete: "namespace" },
      "cannot set and delete property 'namespace' at the same time!",
    ],
    ["a line feed", "steady", { namespace: "a\nb" }, "property 'namespace' contains a line feed"],
    [
      "another version",
      "steady",
      { disable: "1", digest: "0".repeat(40) },
      "detected modified configuration - file changed by other user? Try again.",
    ],
    ["an unknown storage", "nowhere", { disable: "1" }, "storage 'nowhere' does not exist"],
  ])("fails for %s", async (_name, storage, parameters, reason) => {
    const before = await read("steady");
    const answer = await pve.call("PUT", `/storage/${storage}`, parameters);
    expect(answer).toMatchObject({ status: 500, reason: `update storage failed: ${reason}` });
    expect(await read("steady")).toEqual(before);
  });

  it("fails for a datastore, which no schema of a change has", async () => {
    const answer = await pve.call("PUT", "/storage/steady", { datastore: "other" });
    expect(answer.errors?.["datastore"]).toContain("property is not defined in schema");
  });

  it("fails to delete an unknown storage", async () => {
    const answer = await pve.call("DELETE", "/storage/nowhere");
    expect(answer.reason).toBe("delete storage failed: storage 'nowhere' does not exist");
  });
});
