import { randomBytes } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { epoch } from "../../../sandbox/test/products/pbs/client-harness";
import { flipBit } from "../../support/archived-object";
import { openFor, sha256 } from "./agent";
import { parts, snapshot, useBackedUpGuest } from "./backed-up-guest";

const guest = useBackedUpGuest();

describe("an export", () => {
  it("comes back byte by byte, from parts in the archive class and a manifest that can be read at once", async () => {
    const { code, err } = await guest.agent.run("export", "vm");
    expect(err).toContain(`offsite-export: ${snapshot} is exported\n`);
    expect(code).toBe(0);
    const objects = await guest.bucket.objects();
    const classes = objects.map(({ Key, StorageClass }) => [path.extname(Key), StorageClass]);
    expect(new Set(classes.map((pair) => pair.join(" ")))).toEqual(
      new Set([".gpg GLACIER", ".json STANDARD"]),
    );
    const manifest = JSON.parse(await guest.bucket.text(`pbs-vm/${snapshot}/manifest.json`)) as {
      archives: { archive: string; sha256: string; bytes: number; parts: unknown[] }[];
    };
    const disk = manifest.archives.find(({ archive }) => archive === "drive-scsi0.img");
    expect(disk).toMatchObject({ sha256: sha256(guest.image), bytes: guest.image.length });
    expect(disk?.parts).toHaveLength(parts);
    expect(manifest).toMatchObject({ source: { snapshot }, verification: { state: "ok" } });

    const back = await guest.restore();
    expect(back.err).toContain("its sum is right");
    expect(back.code).toBe(0);
    expect(fs.readFileSync(guest.restored()).equals(guest.image)).toBe(true);
    const configuration = await guest.agent.run("restore", "vm", snapshot, "qemu-server.conf", "-");
    expect(configuration.out.toString()).toBe("name: guest\n");
  });

  it("is made once: a second run sends nothing", async () => {
    await guest.agent.run("export", "vm");
    const before = guest.bucket.way.puts.length;
    const { code, err } = await guest.agent.run("export", "vm");
    expect({ code, err }).toEqual({
      code: 0,
      err: `offsite-export: guest: ${snapshot} is exported already\n`,
    });
    expect(guest.bucket.way.puts).toHaveLength(before);
  });

  it("goes on where the network was cut, and sends no part twice", async () => {
    guest.bucket.way.cutAfter = 2;
    const cut = await guest.agent.run("export", "vm");
    expect(cut.code).toBe(1);
    expect(cut.err).toContain("ERR not exported: guest");
    expect((await guest.bucket.objects()).some(({ Key }) => Key.endsWith("manifest.json"))).toBe(
      false,
    );
    guest.bucket.way.cutAfter = Infinity;
    expect((await guest.agent.run("export", "vm")).code).toBe(0);
    expect(guest.imageParts()).toHaveLength(parts);
    expect((await guest.restore()).code).toBe(0);
    expect(fs.readFileSync(guest.restored()).equals(guest.image)).toBe(true);
  });

  it("does nothing outside of its window, unless it is told to", async () => {
    guest.agent.configure({ window: openFor(1, new Date(Date.now() - 3_600_000)) });
    const closed = await guest.agent.run("export", "vm");
    expect(closed.code).toBe(75);
    expect(closed.err).toContain(
      "the window of vm is closed; --ignore-window exports all the same",
    );
    expect(guest.bucket.way.puts).toEqual([]);
    expect((await guest.agent.run("export", "vm", "--ignore-window")).code).toBe(0);
  });

  it("takes the newest verified snapshot, not a newer one that nobody verified", async () => {
    await guest.backUp("2026-11-23T01:00:00Z");
    await guest.agent.run("export", "vm");
    const keys = (await guest.bucket.objects()).map(({ Key }) => Key);
    expect(keys.every((key) => key.startsWith(`pbs-vm/${snapshot}/`))).toBe(true);
    const status = await guest.agent.run("status", "vm", "--json");
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

  it.each([
    ["nothing", 0],
    ["half", 2 * 1024 * 1024],
  ])(
    "fails when %s of an image comes from PBS without an error, and is no export",
    async (_, bytes) => {
      guest.agent.cutReading(bytes);
      const { code, err } = await guest.agent.run("export", "vm");
      expect(code).toBe(1);
      expect(err).toMatch(/\.(fidx|blob): \d+ bytes came from PBS, which is not all of it/);
      const sent = await guest.bucket.objects();
      expect(sent.filter(({ Key }) => Key.endsWith("manifest.json"))).toEqual([]);
    },
  );

  it("fails for a guest without a verified snapshot, and still exports the others", async () => {
    guest.agent.configure({
      guests: [
        { vmid: 101, name: "other" },
        { vmid: 100, name: "guest" },
      ],
    });
    const { code, err } = await guest.agent.run("export", "vm");
    expect(code).toBe(1);
    expect(err).toContain("other: vm/101 has no verified snapshot; nothing unverified is exported");
    expect(err).toContain("ERR not exported: other\n");
    expect(err).toContain(`${snapshot} is exported`);
    const { out } = await guest.agent.run("status", "vm");
    expect(out.toString()).toMatch(/^other +101 +nothing verified +- +-$/m);
    expect(out.toString()).toMatch(/^guest +100 +exported +vm\/100\/\S+ +vm\/100\/\S+$/m);
    const metrics = fs.readFileSync(guest.agent.at("metrics/offsite-export-vm.prom"), "utf8");
    expect(metrics).toContain('offsite_export_last_run_failures{job_name="vm"} 1\n');
    expect(metrics).toContain(
      `offsite_export_newest_snapshot_timestamp_seconds{job_name="vm",guest="guest",vmid="100"} ${epoch("2026-11-22T01:00:00Z")}\n`,
    );
    expect(metrics).toContain('offsite_export_last_success_timestamp_seconds{job_name="vm"} 0\n');
  });

  it("shows nothing secret in an argument or an environment while it runs, nor in what it says", async () => {
    guest.agent.configure({ rate: "2M" });
    const seen: string[] = [];
    const watch = setInterval(() => seen.push(...processesBelow(guest.agent.root)), 20);
    const { err, out } = await guest.agent.run("export", "vm");
    const back = await guest.restore();
    clearInterval(watch);
    expect(seen.some((line) => line.includes("rclone"))).toBe(true);
    expect(seen.some((line) => line.includes("gpg"))).toBe(true);
    const all = [...seen, err, out.toString(), back.err].join("\n");
    for (const secret of guest.agent.secrets) expect(all.includes(secret)).toBe(false);
  });

  it("waits for another one to end, because they share a link", async () => {
    guest.agent.configure({ rate: "500k" });
    const first = guest.agent.run("export", "vm");
    while (guest.bucket.way.puts.length === 0)
      await new Promise((resolve) => setTimeout(resolve, 50));
    const second = await guest.agent.run("export", "vm");
    expect((await first).code).toBe(0);
    expect(second).toMatchObject({ code: 0, err: expect.stringContaining("waiting for another") });
    expect(second.err).toContain("is exported already");
    expect(guest.imageParts()).toHaveLength(parts);
  });
});

describe("a restore", () => {
  beforeEach(async () => {
    expect((await guest.agent.run("export", "vm")).code).toBe(0);
  });

  it("fails with a flipped bit in a part, and leaves no image", async () => {
    await flipBit(guest.bucket.s3, "vm-archive", `pbs-vm/${snapshot}/drive-scsi0.img/00003.gpg`);
    const { code, err } = await guest.restore();
    expect(code).toBe(1);
    expect(err).toContain(
      "drive-scsi0.img/00003.gpg is damaged: its SHA-256 is not the manifest's",
    );
    expect(fs.readdirSync(guest.agent.root).filter((name) => name.startsWith("restored"))).toEqual(
      [],
    );
  });

  it("fails with another key before it asks S3 for anything", async () => {
    guest.agent.useKey(randomBytes(32).toString("hex"));
    const { code, err } = await guest.restore();
    expect(code).toBe(1);
    expect(err).toMatch(
      /ERR wrong key: .* was encrypted with the key ([0-9a-f]{2}:){31}[0-9a-f]{2}, .* is ([0-9a-f]{2}:){31}/,
    );
    expect(err).not.toContain("asking");
  });

  it("fails where a file is already, unless it is forced", async () => {
    fs.writeFileSync(guest.restored(), "precious");
    expect((await guest.restore()).err).toContain("exists; --force writes over it");
    expect(fs.readFileSync(guest.restored(), "utf8")).toBe("precious");
    expect((await guest.restore("--force")).code).toBe(0);
    expect(fs.readFileSync(guest.restored()).equals(guest.image)).toBe(true);
  });

  it("fails for what was never exported", async () => {
    const { code, err } = await guest.agent.run(
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
