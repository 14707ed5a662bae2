import { randomBytes } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { useApi } from "../../sandbox/hosts/pbs/api-server";
import {
  clientOf,
  epoch,
  grantedToken,
  makeImage,
  type TestClient,
} from "../../sandbox/hosts/pbs/client-harness";
import { useServer } from "../../sandbox/hosts/pbs/harness";
import { Agent, Bucket, openFor, sha256 } from "./agent";

const server = useServer();
const api = useApi();

const mebibyte = 1024 * 1024;
const snapshot = "vm/100/2026-11-22T01:00:00Z";
const parts = 5;

let bucket: Bucket;
beforeAll(async () => (bucket = await Bucket.start()));
afterAll(() => bucket.stop());

let agent: Agent;
let writer: TestClient;
let image: Buffer;

const backUp = async (time: string) => {
  image = makeImage(server.at("/dev/disk"), 4 * mebibyte + 123);
  fs.writeFileSync(server.at("/dev/qemu-server.conf"), "name: guest\n");
  const { code, err } = await writer.run(
    ...["backup", `drive-scsi0.img:${server.at("/dev/disk")}`],
    ...[`qemu-server.conf:${server.at("/dev/qemu-server.conf")}`, "--backup-type", "vm"],
    ...["--backup-id", "100", "--backup-time", epoch(time)],
    ...["--keyfile", server.at("/root/key.json")],
  );
  if (code !== 0) throw new Error(err);
};
const verify = () => server.run("verify", "store1");

const restored = () => agent.at("restored.img");
const restore = (...words: string[]) =>
  agent.run("restore", "vm", snapshot, "drive-scsi0.img", restored(), ...words);
const metric = (name: string) => {
  const text = fs.readFileSync(agent.at("metrics/offsite-export-vm.prom"), "utf8");
  return new RegExp(`^offsite_export_${name}\\{job_name="vm"\\} (.*)$`, "m").exec(text)?.[1];
};
const imageParts = () => bucket.puts.filter((key) => key.includes("/drive-scsi0.img/"));

beforeEach(async () => {
  await server.run("datastore", "create", "store1", "/mnt/datastore/one");
  const grant = (id: string, role: string) => grantedToken(server, id, role, "/datastore/store1");
  const id = "backup@pbs!node01";
  writer = clientOf(server, api, {
    ...{ id, secret: await grant(id, "DatastoreBackup"), store: "store1" },
  });
  const reader = "offsite@pbs!export";
  fs.mkdirSync(server.at("/root"), { recursive: true });
  await writer.run("key", "create", server.at("/root/key.json"), "--kdf", "none");
  await bucket.reset();
  const source = {
    repository: `${reader}@127.0.0.1:${api.port}:store1`,
    fingerprint: api.fingerprint,
    secret: await grant(reader, "DatastoreReader"),
    clientKey: fs.readFileSync(server.at("/root/key.json"), "utf8"),
  };
  agent = new Agent(source, bucket, await Agent.client());
  await backUp("2026-11-22T01:00:00Z");
  await verify();
});

afterEach(() => agent.remove());

describe("an export", () => {
  it("comes back byte by byte, from parts in the archive class and a manifest that can be read at once", async () => {
    const { code, err } = await agent.run("export", "vm");
    expect(err).toContain(`offsite-export: ${snapshot} is exported\n`);
    expect(code).toBe(0);
    const objects = await bucket.objects();
    const classes = objects.map(({ Key, StorageClass }) => [path.extname(Key), StorageClass]);
    expect(new Set(classes.map((pair) => pair.join(" ")))).toEqual(
      new Set([".gpg GLACIER", ".json STANDARD"]),
    );
    const manifest = JSON.parse(await bucket.text(`pbs-vm/${snapshot}/manifest.json`)) as {
      archives: { archive: string; sha256: string; bytes: number; parts: unknown[] }[];
    };
    const disk = manifest.archives.find(({ archive }) => archive === "drive-scsi0.img");
    expect(disk).toMatchObject({ sha256: sha256(image), bytes: image.length });
    expect(disk?.parts).toHaveLength(parts);
    expect(manifest).toMatchObject({ source: { snapshot }, verification: { state: "ok" } });

    const back = await restore();
    expect(back.err).toContain("its sum is right");
    expect(back.code).toBe(0);
    expect(fs.readFileSync(restored()).equals(image)).toBe(true);
    const configuration = await agent.run("restore", "vm", snapshot, "qemu-server.conf", "-");
    expect(configuration.out.toString()).toBe("name: guest\n");
  });

  it("is made once: a second run sends nothing", async () => {
    await agent.run("export", "vm");
    const before = bucket.puts.length;
    const { code, err } = await agent.run("export", "vm");
    expect({ code, err }).toEqual({
      code: 0,
      err: `offsite-export: guest: ${snapshot} is exported already\n`,
    });
    expect(bucket.puts).toHaveLength(before);
  });

  it("goes on where the network was cut, and sends no part twice", async () => {
    bucket.cutAfter = 2;
    const cut = await agent.run("export", "vm");
    expect(cut.code).toBe(1);
    expect(cut.err).toContain("ERR not exported: guest");
    expect((await bucket.objects()).some(({ Key }) => Key.endsWith("manifest.json"))).toBe(false);
    bucket.cutAfter = Infinity;
    expect((await agent.run("export", "vm")).code).toBe(0);
    expect(imageParts()).toHaveLength(parts);
    expect((await restore()).code).toBe(0);
    expect(fs.readFileSync(restored()).equals(image)).toBe(true);
  });

  it("does nothing outside of its window, unless it is told to", async () => {
    agent.configure({ window: openFor(1, new Date(Date.now() - 3_600_000)) });
    const closed = await agent.run("export", "vm");
    expect(closed.code).toBe(75);
    expect(closed.err).toContain(
      "the window of vm is closed; --ignore-window exports all the same",
    );
    expect(bucket.puts).toEqual([]);
    expect((await agent.run("export", "vm", "--ignore-window")).code).toBe(0);
  });

  it("takes the newest verified snapshot, not a newer one that nobody verified", async () => {
    await backUp("2026-11-23T01:00:00Z");
    await agent.run("export", "vm");
    const keys = (await bucket.objects()).map(({ Key }) => Key);
    expect(keys.every((key) => key.startsWith(`pbs-vm/${snapshot}/`))).toBe(true);
    const status = await agent.run("status", "vm", "--json");
    expect(JSON.parse(status.out.toString())).toEqual([
      {
        guest: "guest",
        vmid: 100,
        newestVerified: snapshot,
        exported: [snapshot],
        state: "exported",
      },
    ]);
  });

  it("fails for a guest without a verified snapshot, and still exports the others", async () => {
    agent.configure({
      guests: [
        { vmid: 101, name: "other" },
        { vmid: 100, name: "guest" },
      ],
    });
    const { code, err } = await agent.run("export", "vm");
    expect(code).toBe(1);
    expect(err).toContain("other: vm/101 has no verified snapshot; nothing unverified is exported");
    expect(err).toContain("ERR not exported: other\n");
    expect(err).toContain(`${snapshot} is exported`);
    const { out } = await agent.run("status", "vm");
    expect(out.toString()).toMatch(/^other +101 +nothing verified +- +-$/m);
    expect(out.toString()).toMatch(/^guest +100 +exported +vm\/100\/\S+ +vm\/100\/\S+$/m);
    const metrics = fs.readFileSync(agent.at("metrics/offsite-export-vm.prom"), "utf8");
    expect(metrics).toContain('offsite_export_last_run_failures{job_name="vm"} 1\n');
    expect(metrics).toContain(
      `offsite_export_newest_snapshot_timestamp_seconds{job_name="vm",guest="guest",vmid="100"} ${epoch("2026-11-22T01:00:00Z")}\n`,
    );
    expect(metrics).toContain('offsite_export_last_success_timestamp_seconds{job_name="vm"} 0\n');
  });

  it("shows nothing secret in an argument or an environment while it runs, nor in what it says", async () => {
    agent.configure({ rate: "2M" });
    const seen: string[] = [];
    const watch = setInterval(() => seen.push(...processesBelow(agent.root)), 20);
    const { err, out } = await agent.run("export", "vm");
    const back = await restore();
    clearInterval(watch);
    expect(seen.some((line) => line.includes("rclone"))).toBe(true);
    expect(seen.some((line) => line.includes("gpg"))).toBe(true);
    const all = [...seen, err, out.toString(), back.err].join("\n");
    for (const secret of agent.secrets) expect(all.includes(secret)).toBe(false);
  });

  it("waits for another one to end, because they share a link", async () => {
    agent.configure({ rate: "500k" });
    const first = agent.run("export", "vm");
    while (bucket.puts.length === 0) await new Promise((resolve) => setTimeout(resolve, 50));
    const second = await agent.run("export", "vm");
    expect((await first).code).toBe(0);
    expect(second).toMatchObject({ code: 0, err: expect.stringContaining("waiting for another") });
    expect(second.err).toContain("is exported already");
    expect(imageParts()).toHaveLength(parts);
  });
});

describe("the rest of a round", () => {
  const resume = () => agent.run("resume", "vm");

  it("is nothing where everything was done, and asks nobody for it", async () => {
    expect(await resume()).toMatchObject({ code: 0, err: "" });
    expect((await agent.run("export", "vm")).code).toBe(0);
    const before = bucket.requests;
    expect(await resume()).toMatchObject({ code: 0, err: "" });
    expect(bucket.requests).toBe(before);
  });

  it("goes on in the next window where the end of one cut it short, and sends no part twice", async () => {
    agent.configure({ window: openFor(60) });
    bucket.onPut = () => bucket.puts.length === 1 && agent.passTime(3600);
    const cut = await agent.run("export", "vm");
    expect(cut).toMatchObject({ code: 75, err: expect.stringContaining("the next one goes on") });
    expect(imageParts()).toHaveLength(2);
    expect(metric("unfinished_guests")).toBe("1");

    expect((await resume()).code).toBe(75);
    expect(imageParts()).toHaveLength(2);
    agent.configure({});
    expect(await resume()).toMatchObject({
      code: 0,
      err: expect.stringContaining(`offsite-export: ${snapshot} is exported\n`) as string,
    });
    expect(imageParts()).toHaveLength(parts);
    expect(new Set(bucket.puts).size).toBe(bucket.puts.length);
    expect(metric("unfinished_guests")).toBe("0");
    expect((await restore()).code).toBe(0);
    expect(fs.readFileSync(restored()).equals(image)).toBe(true);
  });

  it("brings the snapshot to its end that was begun, although there is a newer one, which the next round takes", async () => {
    const first = image;
    bucket.cutAfter = 2;
    expect((await agent.run("export", "vm")).code).toBe(1);
    bucket.cutAfter = Infinity;
    await backUp("2026-11-29T01:00:00Z");
    await verify();
    const { err } = await resume();
    expect(err).toContain(`offsite-export: ${snapshot} is exported\n`);
    expect(err).not.toContain("2026-11-29");
    expect(imageParts()).toHaveLength(parts);
    expect((await restore()).code).toBe(0);
    expect(fs.readFileSync(restored()).equals(first)).toBe(true);
    expect((await resume()).err).toBe("");
    expect((await agent.run("export", "vm")).err).toContain(
      "vm/100/2026-11-29T01:00:00Z is exported",
    );
  });

  it("takes the newest snapshot where the server has lost the one that was begun", async () => {
    bucket.cutAfter = 2;
    expect((await agent.run("export", "vm")).code).toBe(1);
    bucket.cutAfter = Infinity;
    await backUp("2026-11-29T01:00:00Z");
    await verify();
    const group = server.at("/mnt/datastore/one/vm/100");
    fs.rmSync(path.join(group, "2026-11-22T01:00:00Z"), { recursive: true });
    expect((await resume()).err).toContain("vm/100/2026-11-29T01:00:00Z is exported");
    expect((await resume()).err).toBe("");
  });

  it("leaves out a guest that the job no longer has", async () => {
    bucket.cutAfter = 0;
    expect((await agent.run("export", "vm")).code).toBe(1);
    bucket.cutAfter = Infinity;
    agent.configure({ guests: [{ vmid: 101, name: "other" }] });
    expect((await resume()).code).toBe(0);
    expect(bucket.puts).toEqual([]);
  });

  it("fails for a guest that still cannot be exported, and tries it again in the next window", async () => {
    agent.configure({ guests: [{ vmid: 101, name: "other" }] });
    expect((await agent.run("export", "vm")).code).toBe(1);
    expect(await resume()).toMatchObject({
      code: 1,
      err: expect.stringContaining("other: vm/101 has no verified snapshot"),
    });
    expect(metric("last_run_failures")).toBe("1");
  });
});

describe("a restore", () => {
  beforeEach(async () => {
    expect((await agent.run("export", "vm")).code).toBe(0);
  });

  it("fails with a flipped bit in a part, and leaves no image", async () => {
    await bucket.flip(`pbs-vm/${snapshot}/drive-scsi0.img/00003.gpg`);
    const { code, err } = await restore();
    expect(code).toBe(1);
    expect(err).toContain(
      "drive-scsi0.img/00003.gpg is damaged: its SHA-256 is not the manifest's",
    );
    expect(fs.readdirSync(agent.root).filter((name) => name.startsWith("restored"))).toEqual([]);
  });

  it("fails with another key before it asks S3 for anything", async () => {
    agent.useKey(randomBytes(32).toString("hex"));
    const { code, err } = await restore();
    expect(code).toBe(1);
    expect(err).toMatch(
      /ERR wrong key: .* was encrypted with the key ([0-9a-f]{2}:){31}[0-9a-f]{2}, .* is ([0-9a-f]{2}:){31}/,
    );
    expect(err).not.toContain("asking");
  });

  it("fails where a file is already, unless it is forced", async () => {
    fs.writeFileSync(restored(), "precious");
    expect((await restore()).err).toContain("exists; --force writes over it");
    expect(fs.readFileSync(restored(), "utf8")).toBe("precious");
    expect((await restore("--force")).code).toBe(0);
    expect(fs.readFileSync(restored()).equals(image)).toBe(true);
  });

  it("fails for what was never exported", async () => {
    const { code, err } = await agent.run(
      "restore",
      "vm",
      "vm/100/2020-01-01T00:00:00Z",
      "a.img",
      "-",
    );
    expect(code).toBe(1);
    expect(err).toContain("there is no export of vm/100/2020-01-01T00:00:00Z");
  });
});

/** Arguments and environments of the processes that the agent in `root` has started. */
function processesBelow(root: string): string[] {
  const texts = fs
    .readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      const read = (file: string) => {
        try {
          return fs.readFileSync(`/proc/${pid}/${file}`, "latin1");
        } catch {
          return "";
        }
      };
      return `${read("cmdline")}\n${read("environ")}`;
    });
  return texts.filter((text) => text.includes(root));
}
