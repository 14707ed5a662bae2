import * as fs from "node:fs";
import * as path from "node:path";

import { faultDirectory } from "../../../products/pbs/faults";
import { useApi } from "./api-server";
import { clientOf, epoch, grantedToken, makeImage, type TestClient } from "./client-harness";
import { useServer } from "./harness";

const server = useServer();
const api = useApi();

const mebibyte = 1024 * 1024;
const base = "/mnt/datastore/one";
const snapshot = "vm/100/2026-11-22T01:00:00Z";
const id = "backup@pbs!node01";

let client: TestClient;
let other: (changes: Readonly<Record<string, string | undefined>>) => TestClient;
let image: Buffer;
let key = "";

const backUp = (who: TestClient, time: string, ...words: string[]) =>
  who.run(
    ...["backup", `drive-scsi0.img:${server.at("/dev/disk")}`, "--backup-type", "vm"],
    ...["--backup-id", "100", "--backup-time", epoch(time), ...words],
  );

const restore = (who: TestClient, ...words: string[]) =>
  who.run("restore", snapshot, "drive-scsi0.img", "-", ...words);

const chunks = () =>
  fs
    .readdirSync(server.at(`${base}/.chunks`), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));

/** Changes the last byte of a file. */
const flip = (file: string) => {
  const content = fs.readFileSync(file);
  const last = content.length - 1;
  content.writeUInt8(content.readUInt8(last) ^ 1, last);
  fs.writeFileSync(file, content);
};

const fault = (name: string) => {
  fs.mkdirSync(server.at(faultDirectory), { recursive: true });
  fs.writeFileSync(server.at(`${faultDirectory}/${name}`), "");
};

beforeEach(async () => {
  await server.run("datastore", "create", "store1", base);
  const secret = await grantedToken(server, id, "DatastoreBackup", "/datastore/store1");
  other = (changes) => clientOf(server, api, { id, secret, store: "store1" }, changes);
  client = other({});
  image = makeImage(server.at("/dev/disk"), 9 * mebibyte + 123);
  key = server.at("/root/key.json");
  await client.run("key", "create", key, "--kdf", "none");
});

describe.each([
  ["without a key", (): string[] => []],
  ["with a key", () => ["--keyfile", key]],
])("an image backed up %s", (_, words) => {
  beforeEach(async () => {
    expect((await backUp(client, "2026-11-22T01:00:00Z", ...words())).code).toBe(0);
  });

  it("is restored byte by byte", async () => {
    const { code, image: restored } = await restore(client, ...words());
    expect(code).toBe(0);
    expect(restored.equals(image)).toBe(true);
  });

  it("is restored to a file, which must not be there yet", async () => {
    const target = server.at("/tmp-image");
    const to = () => client.run("restore", snapshot, "drive-scsi0.img", target, ...words());
    expect((await to()).code).toBe(0);
    expect(fs.readFileSync(target).equals(image)).toBe(true);
    expect((await to()).err).toContain(
      `Error: unable to create target file "${target}" - File exists (os error 17)`,
    );
  });

  it("is restored from its group, which stands for the last snapshot", async () => {
    image = makeImage(server.at("/dev/disk"), mebibyte);
    await backUp(client, "2026-11-23T01:00:00Z", ...words());
    const { image: restored } = await client.run(
      ...["restore", "vm/100", "drive-scsi0.img", "-", ...words()],
    );
    expect(restored.equals(image)).toBe(true);
  });

  it("fails to be restored with a byte of a chunk changed", async () => {
    chunks().forEach(flip);
    const { code, err, image: restored } = await restore(client, ...words());
    expect(code).toBe(255);
    expect(err).toContain("Error: Data blob has wrong CRC checksum.");
    expect(restored.length).toBe(0);
  });

  it("fails to be restored with a chunk missing", async () => {
    chunks().forEach((file) => fs.rmSync(file));
    expect((await restore(client, ...words())).err).toMatch(
      /Error: store 'store1', unable to load chunk/,
    );
  });

  it("fails to be restored with another image's index", async () => {
    flip(server.at(`${base}/${snapshot}/drive-scsi0.img.fidx`));
    expect((await restore(client, ...words())).err).toMatch(/wrong checksum for file|unexpected/);
  });

  it("shares the chunks of the next backup", async () => {
    const before = chunks().length;
    await backUp(client, "2026-11-23T01:00:00Z", ...words());
    expect(chunks()).toHaveLength(before);
  });
});

describe("a key", () => {
  beforeEach(() => backUp(client, "2026-11-22T01:00:00Z", "--keyfile", key));

  it("keeps the content from the server", () => {
    const content = chunks().map((file) => fs.readFileSync(file));
    const piece = image.subarray(0, 64);
    expect(content.some((chunk) => chunk.includes(piece))).toBe(false);
  });

  it("is needed: a restore fails without it", async () => {
    expect((await restore(client)).err).toMatch(
      /Error: missing key - manifest was created with key ([0-9a-f]{2}:){7}[0-9a-f]{2}\n/,
    );
  });

  it("is the only one: a restore with another fails", async () => {
    const wrong = server.at("/root/wrong.json");
    await client.run("key", "create", wrong, "--kdf", "none");
    const { code, err, image: restored } = await restore(client, "--keyfile", wrong);
    expect(code).toBe(255);
    expect(err).toContain("Error: wrong key - unable to verify signature since manifest's key");
    expect(restored.length).toBe(0);
  });

  it("in the usual place is used without being named, for backups too", async () => {
    fs.mkdirSync(server.at("/root/.config/proxmox-backup"), { recursive: true });
    fs.copyFileSync(key, server.at("/root/.config/proxmox-backup/encryption-key.json"));
    expect((await restore(client)).image.equals(image)).toBe(true);
    await backUp(client, "2026-11-23T01:00:00Z");
    const rows = (await client.json("snapshot", "list")) as { fingerprint?: string }[];
    const { fingerprint } = (await client.json("key", "show", key)) as { fingerprint: string };
    expect(rows.map((row) => row.fingerprint)).toEqual([fingerprint, fingerprint]);
  });

  it("is shown with its path in quotes, and fails to be made over another", async () => {
    expect(await client.json("key", "show", key)).toEqual({
      path: `"${key}"`,
      kdf: "none",
      created: expect.any(Number),
      modified: expect.any(Number),
      fingerprint: expect.stringMatching(/^([0-9a-f]{2}:){31}[0-9a-f]{2}$/),
    });
    expect(await client.refusal("key", "create", key, "--kdf", "none")).toBe(
      `Error: Unable to store key file "${key}" - File exists (os error 17)`,
    );
  });

  it("fails to be made with a passphrase where nobody can be asked for one", async () => {
    expect(await client.refusal("key", "create", `${key}2`)).toBe(
      "Error: unable to read passphrase - no tty",
    );
  });
});

describe("what a client is told", () => {
  beforeEach(() => backUp(client, "2026-11-22T01:00:00Z", "--keyfile", key));

  it("of groups, snapshots and files", async () => {
    expect(await client.json("list")).toEqual([
      {
        "backup-type": "vm",
        "backup-id": "100",
        "backup-count": 1,
        "last-backup": Number(epoch("2026-11-22T01:00:00Z")),
        files: ["drive-scsi0.img.fidx", "index.json.blob"],
        owner: id,
      },
    ]);
    expect(await client.json("snapshot", "list", "vm/100")).toMatchObject([
      {
        "backup-time": Number(epoch("2026-11-22T01:00:00Z")),
        owner: id,
        protected: false,
        fingerprint: expect.any(String),
        size: expect.any(Number),
      },
    ]);
    expect(await client.json("snapshot", "files", snapshot)).toEqual([
      { filename: "index.json.blob", "crypt-mode": "sign-only", size: expect.any(Number) },
      { filename: "drive-scsi0.img.fidx", "crypt-mode": "encrypt", size: image.length },
    ]);
    expect((await client.run("snapshot", "list")).out).toContain(snapshot);
  });

  it("of namespaces comes inside an object, other than every other list", async () => {
    expect(await client.json("namespace", "list")).toEqual({ data: [{ ns: "" }] });
    expect((await client.run("namespace", "list")).out).toBe("");
  });

  it("of the versions and how full the datastore is", async () => {
    expect(await client.json("version")).toMatchObject({ server: { version: "4.2" } });
    expect(await client.json("status")).toMatchObject({ total: expect.any(Number) });
  });
});

describe("a backup fails", () => {
  it("when it is older than the last one, or as old", async () => {
    await backUp(client, "2026-11-22T01:00:00Z");
    const refusal = "Error: backup timestamp is older than last backup.";
    expect((await backUp(client, "2026-11-21T01:00:00Z")).err).toContain(refusal);
    expect((await backUp(client, "2026-11-22T01:00:00Z")).err).toContain(refusal);
  });

  it("when its namespace does not exist", async () => {
    expect((await backUp(client, "2026-11-22T01:00:00Z", "--ns", "nowhere")).err).toContain(
      "Error: namespace not found",
    );
  });

  it("when one of its sources does not, and leaves no snapshot behind", async () => {
    const { code, err } = await client.run(
      ...["backup", `drive-scsi0.img:${server.at("/dev/disk")}`],
      ...[`drive-scsi1.img:${server.at("/dev/none")}`, "--backup-type", "vm", "--backup-id", "100"],
    );
    expect(code).toBe(255);
    expect(err).toContain("no such file or directory");
    const left = () => fs.readdirSync(server.at(`${base}/vm/100`));
    for (let turn = 0; turn < 100 && left().length > 1; turn += 1) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(left()).toEqual(["owner"]);
  });

  it("when the disk is full, and leaves no snapshot behind", async () => {
    fault("full");
    const { code, err } = await backUp(client, "2026-11-22T01:00:00Z");
    expect(code).toBe(255);
    expect(err).toMatch(
      /Error: inserting chunk on store 'store1' failed for [0-9a-f]{64} - No space left on device/,
    );
    expect(fs.readdirSync(server.at(`${base}/vm/100`))).toEqual(["owner"]);
  });

  it.each(["read-only", "offline"])(
    "in the maintenance mode %s, and so does a prune",
    async (mode) => {
      await server.run(
        "datastore",
        "update",
        "store1",
        "--maintenance-mode",
        `${mode},message=disks`,
      );
      const refusal = `Error: datastore 'store1' is unavailable: ${mode} maintenance mode: disks`;
      expect((await backUp(client, "2026-11-22T01:00:00Z")).err).toContain(refusal);
      await server.run(
        ...["prune-job", "create", "weekly", "--store", "store1", "--schedule", "daily"],
      );
      expect(await server.refusal("prune-job", "run", "weekly")).toBe(refusal);
    },
  );

  it("when the server is down", async () => {
    fault("down");
    expect((await backUp(client, "2026-11-22T01:00:00Z")).err).toContain(
      "Error: client error (Connect)",
    );
  });

  it("for a directory, an unknown type and a bad specification", async () => {
    for (const spec of ["root.pxar:/", "x.iso:/x", "drive-scsi0.img"]) {
      expect((await client.run("backup", spec)).code).toBe(255);
    }
  });
});

describe("a client", () => {
  it("may read what it restored in read-only maintenance, not offline", async () => {
    await backUp(client, "2026-11-22T01:00:00Z");
    await server.run("datastore", "update", "store1", "--maintenance-mode", "read-only");
    expect((await restore(client)).code).toBe(0);
    await server.run("datastore", "update", "store1", "--maintenance-mode", "offline");
    expect((await restore(client)).err).toContain("offline maintenance mode: ");
  });

  it("fails for a server with another certificate", async () => {
    const wrong = other({ PBS_FINGERPRINT: "aa:".repeat(31) + "aa" });
    const { code, err } = await wrong.run("list");
    expect(code).toBe(255);
    expect(err).toContain("WARNING: certificate fingerprint does not match expected fingerprint!");
    expect(err).toContain("Error: client error (Connect)");
    expect(await other({ PBS_FINGERPRINT: undefined }).refusal("list")).toBe(
      "Error: client error (Connect)",
    );
  });

  it("fails without a repository, a secret, or with a wrong one", async () => {
    expect(await other({ PBS_REPOSITORY: undefined }).refusal("list")).toBe(
      "Error: unable to get (default) repository",
    );
    expect(await other({ PBS_REPOSITORY: "a b:c" }).refusal("list")).toBe(
      "Error: unable to parse repository url 'a b:c'",
    );
    expect(await other({ PBS_PASSWORD: undefined }).refusal("list")).toContain(
      "no password input mechanism available",
    );
    expect(await other({ PBS_PASSWORD: "wrong" }).refusal("list")).toBe(
      "Error: authentication failed - invalid credentials",
    );
  });

  it("takes its secret from a file, and its server in parts", async () => {
    const file = server.at("/root/secret");
    fs.writeFileSync(file, `${client.credential.split(":")[1]}\nmore\n`);
    const parts = other({
      PBS_REPOSITORY: undefined,
      PBS_PASSWORD: undefined,
      PBS_PASSWORD_FILE: file,
      PBS_SERVER: "127.0.0.1",
      PBS_PORT: String(api.port),
      PBS_AUTH_ID: id,
    });
    expect(await parts.json("list", "--datastore", "store1")).toEqual([]);
  });

  it("has no command to verify", async () => {
    expect(await client.refusal("verify")).toBe("Error: no such command 'verify'");
  });
});
