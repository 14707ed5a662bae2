import { sentObject } from "../../remote-sent";
import { type Sent, unknown, verdictOf, violationsOf } from "../../support";

const rule = "key-escrowed";
const key = '{"kdf":null,"data":"hunter2"}';
const told = (what: string, name = "subject") =>
  `${name}: ${what} is in no secret of the stack, so that backups under it are lost with the server; wanted is an aws:secretsmanager SecretVersion with the same value. Fix: keep the key as a SecretVersion's secretString, and take it from there.`;
const version = (props: object, more: object = {}): Sent => ({
  type: "aws:secretsmanager/secretVersion:SecretVersion",
  name: "version",
  props: { secretId: "s", ...props },
  ...more,
});
const storage = (props: object, more: object = {}): Sent => ({
  type: "proxmoxve:storage/pbs:Pbs",
  name: "storage",
  props: { datastore: "store", ...props },
  ...more,
});
const veeam = sentObject({ kind: "veeam encryption key", secrets: { password: key, other: "x" } });
const exported = sentObject({
  kind: "offsite export",
  identity: "export",
  secrets: { "export-key": "one", "client-key.json": key, "pbs-secret": "token" },
});
const other = version({ secretString: "another" }, { name: "other" });

describe(rule, () => {
  it.each([
    ["as it is", { secretString: key }],
    ["in Base64", { secretBinary: Buffer.from(key).toString("base64") }],
    ["in a JSON object", { secretString: JSON.stringify({ user: "a", password: key }) }],
    ["as what is only written", { secretStringWo: key }],
  ])("passes keys that are kept %s", async (_what, props) => {
    const sent = [veeam, storage({ encryptionKey: key }), other, version(props)];

    expect(await violationsOf(rule, sent)).toEqual([]);
  });

  it.each(["constructor", "__proto__"])("passes an object of the kind %s", async (kind) => {
    expect(await violationsOf(rule, [sentObject({ kind, secrets: { password: key } })])).toEqual(
      [],
    );
  });

  it("passes a storage, an object and a command without a key", async () => {
    const command = { type: "command:remote:Command", props: { stdin: "hunter2" } };
    const user = sentObject({ kind: "pbs user", secrets: { password: "hunter2" } });

    expect(await violationsOf(rule, [storage({}), command, user])).toEqual([]);
    expect(await violationsOf(rule, [storage({ generateEncryptionKey: false })])).toEqual([]);
    expect(await violationsOf(rule, [sentObject({ kind: "veeam encryption key" })])).toEqual([]);
  });

  it.each([
    ["no secret", []],
    ["another value", [other]],
    ["a part of it", [version({ secretString: `${key} ` })]],
    ["another in a JSON object", [version({ secretString: '{"a":"another"}' })]],
    ["what begins like JSON", [version({ secretString: "{another" })]],
    ["another in Base64", [version({ secretBinary: "YW5vdGhlcg==" })]],
    ["no value", [version({})]],
  ])("fails where what is kept is %s, and never quotes the key", async (_what, kept) => {
    expect(await violationsOf(rule, [veeam, ...kept])).toEqual([
      told("stdin: secrets.password of veeam encryption key subject"),
    ]);
    expect(await violationsOf(rule, [storage({ encryptionKey: key }), ...kept])).toEqual([
      told("encryptionKey", "storage"),
    ]);
  });

  it("asks for the key of a storage of the earlier type, and of one that a node is told of", async () => {
    const earlier = {
      ...storage({ encryptionKey: key }),
      type: "proxmoxve:storage/pbsLegacy:PbsLegacy",
    };
    const shell = sentObject({
      kind: "pve storage",
      secrets: { "encryption-key": key, password: "hunter2" },
    });

    expect(await violationsOf(rule, [earlier, shell])).toEqual([
      told("encryptionKey", "storage"),
      told("stdin: secrets.encryption-key of pve storage subject"),
    ]);
    expect(await violationsOf(rule, [earlier, shell, version({ secretString: key })])).toEqual([]);
  });

  it("asks for each key of an export", async () => {
    const of = (name: string) => told(`stdin: secrets.${name} of offsite export export`, "export");

    expect(await violationsOf(rule, [exported])).toEqual([of("export-key"), of("client-key.json")]);
    expect(await violationsOf(rule, [exported, version({ secretString: key })])).toEqual([
      of("export-key"),
    ]);
  });

  it("asks for the key of a repository's export", async () => {
    const kind = "offsite repository export";
    const repository = sentObject({ kind, identity: "export", secrets: { "export-key": key } });
    expect(await violationsOf(rule, [repository])).toEqual([
      told(`stdin: secrets.export-key of ${kind} export`, "export"),
    ]);
    expect(await violationsOf(rule, [repository, version({ secretString: key })])).toEqual([]);
  });

  it.each([
    ["postgres stanza", "repo1-cipher-pass"],
    ["postgres dump", "dump-key"],
  ])("asks for what %s encrypts under", async (kind, name) => {
    const secrets = { [name]: key, "s3-credentials": "token" };
    const object = sentObject({ kind, identity: "pg01", secrets });
    expect(await violationsOf(rule, [object])).toEqual([
      told(`stdin: secrets.${name} of ${kind} pg01`, "pg01"),
    ]);
    expect(await violationsOf(rule, [object, version({ secretString: key })])).toEqual([]);
  });

  it("fails on a key that Proxmox VE makes and nobody keeps", async () => {
    const made = storage({ generateEncryptionKey: true });
    const kept = version({ secretString: unknown }, { from: { secretString: ["storage"] } });

    expect(await violationsOf(rule, [made, other])).toEqual([
      told("the key that generateEncryptionKey has Proxmox VE make", "storage"),
    ]);
    expect(await violationsOf(rule, [made, kept])).toEqual([]);
  });

  it("knows a storage's key by where it comes from while nobody knows it", async () => {
    const random = { type: "random:index/randomBytes:RandomBytes", name: "random", props: {} };
    const from = (property: string, name: string) => ({ from: { [property]: [name] } });
    const kept = version({ secretString: unknown }, from("secretString", "random"));
    const alike = storage({ encryptionKey: unknown }, from("encryptionKey", "random"));
    const both = { from: { encryptionKey: ["backup", "version"] } };
    const taken = storage({ encryptionKey: unknown }, both);
    const backup = { type: "any:index:Thing", name: "backup", props: {} };

    expect(await violationsOf(rule, [random, kept, alike])).toEqual([]);
    expect(await violationsOf(rule, [backup, random, kept, taken])).toEqual([]);
  });

  it.each([
    ["encryptionKey of storage", [storage({ encryptionKey: unknown })]],
    ["stdin of subject", [{ ...veeam, props: { stdin: unknown } }]],
    ["secretString of version", [veeam, version({ secretString: unknown })]],
  ])("says that %s is not known yet", async (what, sent) => {
    expect(await verdictOf(rule, [...sent])).toEqual({
      violations: [],
      notJudged: expect.stringContaining(`${what} is not known yet`),
    });
  });
});
