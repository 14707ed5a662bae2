import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import * as fs from "node:fs";
import { useApi } from "../../../sandbox/test/products/pbs/api-server";
import { clientOf, epoch, grantedToken } from "../../../sandbox/test/products/pbs/client-harness";
import { useServer } from "../../../sandbox/test/products/pbs/harness";
import { Agent, Bucket } from "./agent";

const server = useServer();
const api = useApi();

const snapshot = "vm/100/2026-11-22T01:00:00Z";
const gigabyte = 1024 ** 3;
const packMiB = 128;

/** Resident megabytes of the programs below `pid`, but for the S3 of the test, which keeps all that it gets. */
function memoryBelow(pid: number): number {
  const processes = fs
    .readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const text = fs.readFileSync(`/proc/${name}/status`, "utf8");
        const field = (key: string) =>
          Number(new RegExp(`^${key}:\\s+(\\d+)`, "m").exec(text)?.[1]);
        const resident = /^Name:\tpython/.test(text) ? 0 : field("VmRSS") || 0;
        return [{ pid: Number(name), parent: field("PPid"), resident }];
      } catch {
        return [];
      }
    });
  const below = new Set([pid]);
  // Parents have smaller numbers than what they start, but for a turn of the numbers, which two passes take.
  for (let pass = 0; pass < 2; pass += 1)
    for (const one of processes) if (below.has(one.parent)) below.add(one.pid);
  return processes
    .filter((one) => one.pid !== pid && below.has(one.pid))
    .reduce((sum, { resident }) => sum + resident / 1024, 0);
}

/** Megabytes of the agent's state: of its files, and of what restic keeps open and has no name any more. */
function diskOf(directory: string): number {
  const named = Number(execFileSync("du", ["-sm", directory], { encoding: "utf8" }).split("\t")[0]);
  return openFiles()
    .filter((file) => fs.readlinkSync(file).startsWith(directory))
    .filter((file) => fs.readlinkSync(file).endsWith(" (deleted)"))
    .reduce((sum, file) => sum + fs.statSync(file).size / 1024 ** 2, named);
}

/** Every open file that can still be asked for its name and size. */
function openFiles(): string[] {
  return fs
    .readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        return fs.readdirSync(`/proc/${pid}/fd`).map((fd) => `/proc/${pid}/fd/${fd}`);
      } catch {
        return [];
      }
    })
    .filter((file) => fs.existsSync(file));
}

interface Measured {
  readonly seconds: number;
  readonly memory: number;
}

/** How long it takes, and the most memory of all that this process has started for it. */
async function measured(
  work: () => Promise<{ readonly code: number | null; readonly err?: string }>,
  idle: number,
): Promise<Measured> {
  let memory = 0;
  const watch = setInterval(() => {
    memory = Math.max(memory, memoryBelow(process.pid) - idle);
  }, 300);
  const began = Date.now();
  const { code, err } = await work();
  clearInterval(watch);
  if (code !== 0) throw new Error(err);
  return { seconds: (Date.now() - began) / 1000, memory };
}

/** `rclone` on the same S3, without anything of the agent's. */
async function rclone(url: string, ...words: string[]): Promise<{ code: number | null }> {
  const child = spawn("rclone", ["--config", "", "--s3-no-check-bucket", ...words], {
    env: {
      PATH: process.env["PATH"],
      ...{ RCLONE_CONFIG_OFFSITE_TYPE: "s3", RCLONE_CONFIG_OFFSITE_PROVIDER: "Other" },
      ...{ RCLONE_CONFIG_OFFSITE_ENDPOINT: url, RCLONE_CONFIG_OFFSITE_REGION: "us-east-1" },
      RCLONE_CONFIG_OFFSITE_ACCESS_KEY_ID: "sandbox",
      RCLONE_CONFIG_OFFSITE_SECRET_ACCESS_KEY: "sandbox",
    },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const [code] = (await once(child, "close")) as [number | null];
  return { code };
}

/** A gigabyte that was backed up and verified, the agent, and its bucket. */
async function backedUp() {
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
  agent.configure({ packMiB });
  return { disk, bucket, agent };
}

it("an image of 1 GiB comes back byte by byte, and is never on disk as a whole meanwhile", async () => {
  const { disk, bucket, agent } = await backedUp();
  const idle = memoryBelow(process.pid);
  let state = 0;
  const watch = setInterval(() => {
    try {
      state = Math.max(state, fs.existsSync(agent.at("state")) ? diskOf(agent.at("state")) : 0);
    } catch {
      // What was open has been closed meanwhile; the next look is in half a second.
    }
  }, 500);
  const back = agent.at("disk");
  const copied = agent.at("copied");
  try {
    const out = await measured(() => agent.run("export", "vm"), idle);
    const exportState = state;
    const restored = await measured(
      () => agent.run("restore", "vm", snapshot, "drive-scsi0.img", back),
      idle,
    );
    execFileSync("cmp", [disk, back]);
    const url = bucket.url;
    const sent = await measured(() => rclone(url, "copyto", disk, "offsite:vm-archive/raw"), idle);
    const got = await measured(() => rclone(url, "copyto", "offsite:vm-archive/raw", copied), idle);
    const rows = { export: out, restore: restored, "rclone copy out": sent, "… back": got };
    for (const [what, { seconds, memory }] of Object.entries(rows))
      process.stderr.write(`1 GiB, ${what}: ${seconds.toFixed(1)} s, ${Math.round(memory)} MB\n`);
    process.stderr.write(`state of the agent: ${Math.round(exportState)} MB at most\n`);
    expect(exportState).toBeLessThan(1024);
  } finally {
    clearInterval(watch);
    agent.remove();
    await bucket.stop();
  }
}, 1_200_000);
