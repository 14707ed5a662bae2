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
import { Agent, Bucket, sha256 } from "./agent";

const server = useServer();
const api = useApi();

const mebibyte = 1024 * 1024;
const snapshot = "vm/100/2026-11-22T01:00:00Z";
const parts = 5;

let bucket: Bucket;
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
  bucket = await Bucket.start();
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

afterEach(async () => {
  agent.remove();
  await bucket.stop();
});

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

  it("stops at the end of the window and goes on in the next", async () => {
    agent.configure({ maximumSeconds: 0 });
    const { code, err } = await agent.run("export", "vm");
    expect(code).toBe(75);
    expect(err).toContain("the window of vm is over; the next run goes on");
    agent.configure({});
    expect((await agent.run("export", "vm")).code).toBe(0);
  });

  it("stops between two parts when the window ends while it sends", async () => {
    bucket.onPut = () => bucket.puts.length === 1 && agent.passTime(3600);
    expect((await agent.run("export", "vm")).code).toBe(75);
    const sent = imageParts().length;
    expect(sent).toBe(2);
    expect((await agent.run("export", "vm")).code).toBe(0);
    expect(imageParts()).toHaveLength(parts);
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

  it("fails while another one runs", async () => {
    agent.configure({ rate: "500k" });
    const first = agent.run("export", "vm");
    while (bucket.puts.length === 0) await new Promise((resolve) => setTimeout(resolve, 50));
    const { code, err } = await agent.run("export", "vm");
    expect(code).toBe(1);
    expect(err).toContain("another export is running");
    expect((await first).code).toBe(0);
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
      /ERR wrong key: .* was encrypted with the key [0-9a-f]{16}, .* is [0-9a-f]{16}/,
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
