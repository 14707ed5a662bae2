import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import { useApi } from "../../../sandbox/test/products/pbs/api-server";
import { clientOf, epoch, grantedToken } from "../../../sandbox/test/products/pbs/client-harness";
import { useServer } from "../../../sandbox/test/products/pbs/harness";
import { Agent, Bucket } from "./agent";

const server = useServer();
const api = useApi();

/** Takes minutes and gigabytes, so it runs when it is asked for: `OFFSITE_GIGABYTE=1`. */
const whenAsked = process.env["OFFSITE_GIGABYTE"] === undefined ? it.skip : it;

const snapshot = "vm/100/2026-11-22T01:00:00Z";
const gigabyte = 1024 ** 3;

/** Resident megabytes of the processes of the agent in `root`, and the largest file of its state. */
function footprint(root: string): { readonly memory: number; readonly disk: number } {
  const resident = fs
    .readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        if (!fs.readFileSync(`/proc/${pid}/environ`, "latin1").includes(root)) return 0;
        const status = fs.readFileSync(`/proc/${pid}/status`, "utf8");
        return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
      } catch {
        return 0;
      }
    });
  const disk = Number(
    execFileSync("du", ["-sm", `${root}/state`], { encoding: "utf8" }).split("\t")[0],
  );
  return { memory: resident.reduce((sum, one) => sum + one, 0), disk };
}

whenAsked(
  "an image of 1 GB comes back byte by byte, with some packs on disk at most",
  async () => {
    await server.run("datastore", "create", "store1", "/mnt/datastore/one");
    const grant = (id: string, role: string) => grantedToken(server, id, role, "/datastore/store1");
    const id = "backup@pbs!node01";
    const writer = clientOf(server, api, {
      ...{ id, secret: await grant(id, "DatastoreBackup"), store: "store1" },
    });
    fs.mkdirSync(server.at("/root"), { recursive: true });
    const keyFile = server.at("/root/key.json");
    await writer.run("key", "create", keyFile, "--kdf", "none");
    const disk = server.at("/disk");
    execFileSync("sh", ["-c", `head -c ${gigabyte} /dev/urandom > '${disk}'`]);
    const backup = await writer.run(
      ...["backup", `drive-scsi0.img:${disk}`, "--backup-type", "vm", "--backup-id", "100"],
      ...["--backup-time", epoch("2026-11-22T01:00:00Z"), "--keyfile", keyFile],
    );
    expect(backup.err).not.toContain("Error");
    await server.run("verify", "store1");
    const bucket = await Bucket.start();
    const source = {
      repository: `offsite@pbs!export@127.0.0.1:${api.port}:store1`,
      fingerprint: api.fingerprint,
      secret: await grant("offsite@pbs!export", "DatastoreReader"),
      clientKey: fs.readFileSync(keyFile, "utf8"),
    };
    const agent = new Agent(source, bucket, await Agent.client());
    agent.configure({ packMiB: 64 });
    let peak = { memory: 0, disk: 0 };
    const watch = setInterval(() => {
      const now = footprint(agent.root);
      peak = { memory: Math.max(peak.memory, now.memory), disk: Math.max(peak.disk, now.disk) };
    }, 500);
    const timed = async (work: () => Promise<{ readonly code: number | null }>) => {
      const began = Date.now();
      const { code } = await work();
      expect(code).toBe(0);
      return (Date.now() - began) / 1000;
    };
    try {
      const out = await timed(() => agent.run("export", "vm"));
      const exportPeak = peak;
      const target = agent.at("disk");
      const back = await timed(() =>
        agent.run("restore", "vm", snapshot, "drive-scsi0.img", target),
      );
      clearInterval(watch);
      execFileSync("cmp", [disk, target]);
      console.log(
        `1 GB: export ${out} s, restore ${back} s; the agent's processes at most ${Math.round(exportPeak.memory)} MB, its state ${exportPeak.disk} MB`,
      );
      expect(exportPeak.disk).toBeLessThan(10 * 64);
    } finally {
      clearInterval(watch);
      agent.remove();
      await bucket.stop();
    }
  },
  20 * 60_000,
);
