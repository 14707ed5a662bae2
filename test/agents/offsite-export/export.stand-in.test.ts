import * as fs from "node:fs";
import { executables } from "../../../sandbox/toolchain/on-path";
import { epoch } from "../../../sandbox/test/products/pbs/client-harness";
import { openFor } from "./agent";
import { quickRestic } from "../quick-restic";
import { snapshot, useBackedUpGuest } from "./backed-up-guest";

const guest = useBackedUpGuest();

// `export.long.test.ts` has what another test shows of a part of the agent.
describe("an export", () => {
  it("comes back byte by byte, from packs in the archive class and the rest that can be read at once", async () => {
    const { code, err } = await guest.agent.run("export", "vm");
    expect(err).toContain(`offsite-export: ${snapshot} is exported\n`);
    expect(code).toBe(0);
    const objects = await guest.bucket.objects();
    const here = new RegExp(
      `^pbs-vm/${snapshot}/\\d{8}T\\d{6}Z/(config|keys|index|snapshots|data)`,
    );
    for (const { Key, StorageClass, Size } of objects) {
      const [, kind = Key] = here.exec(Key) ?? [];
      // What restic reads to open a repository, and nothing else, is in STANDARD.
      const isLarge = kind === "data" && Size > 100_000;
      if (isLarge) expect(StorageClass).toBe("GLACIER");
      if (kind !== "data") expect([kind, StorageClass]).toEqual([kind, "STANDARD"]);
    }
    expect((await guest.packs()).length).toBeGreaterThan(2);
    // With another key than `quick-repository.js` makes, all that opens an export in these tests takes ten times as long.
    const key = [...(await guest.bucket.contents())].find(([name]) => name.includes("/keys/"));
    expect(JSON.parse(key?.[1].body.toString() ?? "{}")).toMatchObject({ N: 2 });

    const back = await guest.restore();
    expect(back.err).toContain("its sum is right");
    expect(back.code).toBe(0);
    expect(fs.readFileSync(guest.restored()).equals(guest.image)).toBe(true);
    expect(fs.statSync(guest.restored()).mode & 0o777).toBe(0o600);
    const configuration = await guest.agent.run("restore", "vm", snapshot, "qemu-server.conf", "-");
    expect(configuration.out.toString()).toBe("name: guest\n");

    // A second run sends nothing.
    const before = guest.bucket.way.puts.length;
    expect(await guest.agent.run("export", "vm")).toMatchObject({
      code: 0,
      err: `offsite-export: guest: ${snapshot} is exported already\n`,
    });
    expect(guest.bucket.way.puts).toHaveLength(before);
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

  it("fails when half of an image comes from PBS without an error, and is no export", async () => {
    guest.agent.cutReading(2 * 1024 * 1024);
    const { code, err } = await guest.agent.run("export", "vm");
    expect(code).toBe(1);
    expect(err).toMatch(/\.(fidx|blob): \d+ bytes came from PBS, which is not all of it/);
    expect((await guest.restore()).err).toContain(
      `there is no export of ${snapshot} that is whole`,
    );
  });

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
    const sent = /^offsite_export_last_run_sent_bytes\{job_name="vm"\} (\d+)$/m.exec(metrics)?.[1];
    expect(Number(sent)).toBeGreaterThan(guest.image.length / 2);
  });

  it("shows nothing secret in an argument or an environment while it runs, nor in what it says", async () => {
    const seen: string[] = [];
    // Some run for no longer than a look at all processes takes: these two write down themselves what they are given.
    const told = guest.agent.at("told");
    const rclone = `exec '${executables("rclone", process.env)[0]!}' "$@"`;
    for (const [name, lines] of Object.entries({ rclone, restic: quickRestic() }))
      guest.agent.replaceProgram(name, `{ echo "${name} $*"; env; } >>'${told}'\n${lines}`);
    guest.agent.configure({ uploadKiBps: 65_536 });
    const watch = setInterval(() => seen.push(...processesBelow(guest.agent.root)), 20);
    const { err, out } = await guest.agent.run("export", "vm");
    const back = await guest.restore();
    clearInterval(watch);
    const given = fs.readFileSync(told, "utf8");
    expect(given).toMatch(/^rclone .*lsjson/m);
    // Its rate besides, which `export.long.test.ts` measures.
    expect(given).toMatch(/^restic .*--limit-upload 65536 .*backup/m);
    const all = [...seen, given, err, out.toString(), back.err].join("\n");
    for (const secret of guest.agent.secrets) expect(all.includes(secret)).toBe(false);
  });

  it("fails with a restic that would archive what it is opened with", async () => {
    guest.agent.replaceProgram("restic", "echo restic 0.14.0 compiled with go1.19.8");
    expect(await guest.agent.run("export", "vm")).toMatchObject({
      code: 1,
      err: expect.stringMatching(
        /ERR restic 0\.18\.0 or later is needed on .*, there is 0\.14\.0; fix: /,
      ),
    });
  });
});

// `restore.stand-in.test.ts` has the others.
describe("a restore", () => {
  it("goes on where it was broken off, and brings the rest alone", async () => {
    expect((await guest.agent.run("export", "vm")).code).toBe(0);
    const sizes = new Map((await guest.bucket.objects()).map(({ Key, Size }) => [Key, Size]));
    const size = (key: string) => sizes.get(key) as number;
    const packs = (await guest.packs()).sort((one, other) => size(other) - size(one));
    const broken = packs[0]!.slice(-64);
    const reads = new Map<string, number>();
    const timesRead = (pack: string) => reads.get(pack) ?? 0;
    let isBroken = true;
    guest.bucket.way.answer = (method, url) => {
      const pack = /\/data\/..\/([0-9a-f]{64})/.exec(url)?.[1];
      if (method !== "GET" || pack === undefined) return undefined;
      reads.set(pack, timesRead(pack) + 1);
      // The first time it is only looked whether it has come back.
      return isBroken && pack === broken && timesRead(pack) > 1
        ? { status: 403, code: "AccessDenied" }
        : undefined;
    };
    const first = await guest.restore();
    expect(first.code).toBe(1);
    expect(first.err).toContain(`what came is in ${guest.restored()}.partial`);
    expect(fs.existsSync(guest.restored())).toBe(false);
    isBroken = false;
    reads.clear();
    expect((await guest.restore()).code).toBe(0);
    expect(fs.readFileSync(guest.restored()).equals(guest.image)).toBe(true);
    expect(fs.existsSync(`${guest.restored()}.partial`)).toBe(false);
    expect(timesRead(broken)).toBeGreaterThan(1);
    const again = packs.filter((key) => timesRead(key.slice(-64)) > 1);
    expect(again.map((key) => key.slice(-64))).toEqual([broken]);
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
