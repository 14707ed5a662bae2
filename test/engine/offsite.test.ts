import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import * as fs from "node:fs";
import { IAMClient, ListAccessKeysCommand } from "@aws-sdk/client-iam";
import { ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { flipBit } from "../support/archived-object";
import { S3Proxy } from "../support/s3-proxy";
import { onHost } from "./support/host-shell";
import { shared } from "./support/sandbox";

const mebibyte = 1024 * 1024;

const [imageMiB, packMiB] = [64, 4];

const job = "guest-image-node01-offsite";
const guest = { name: "dc01", vmid: 2002 };
const backupTime = "2026-11-22T01:00:00Z";
const snapshot = `vm/${guest.vmid}/${backupTime}`;
const bucket = "astronomy-lab-vm-archive";

const jobFile = (name: string) => shared.hostFile("pbs01", `/etc/offsite-export/${job}/${name}`);
const pbs01 = (line: string) => onHost(shared, "pbs01", line);
const restore = () =>
  pbs01(`offsite-export restore ${job} ${snapshot} drive-scsi0.img /root/restored.img`);
const restored = () => shared.hostFile("pbs01", "/root/restored.img");
const image = () => shared.hostFile("node01", "/root/disk.raw");

const access = () => {
  const { endpoint, region, accessKey, secretKey } = shared.endpoints.aws;
  return { endpoint, region, credentials: { accessKeyId: accessKey, secretAccessKey: secretKey } };
};
const s3 = () => new S3Client({ ...access(), forcePathStyle: true });

/** What of the guest is in the bucket. */
async function exported() {
  const where = { Bucket: bucket, Prefix: `pbs-vm/${snapshot}/` };
  return (await s3().send(new ListObjectsV2Command(where))).Contents ?? [];
}

/** As a disk is: a quarter of it is random, the rest repeats itself. */
function makeImage(file: string): void {
  const handle = fs.openSync(file, "w");
  for (let block = 0; block < imageMiB; block += 1) {
    const random = block % 4 === 0;
    fs.writeSync(handle, random ? randomBytes(mebibyte) : Buffer.alloc(mebibyte, `block ${block}`));
  }
  fs.closeSync(handle);
}

/** As the node does it: the storage's own token and key. */
async function backUp(): Promise<void> {
  const { port } = new URL(shared.endpoints.pbs.endpoint);
  const { code, output } = await onHost(
    shared,
    "node01",
    [
      `PBS_REPOSITORY='pve@pbs!cluster@localhost:${port}:vm-backup'`,
      `PBS_FINGERPRINT=${shared.endpoints.pbs.fingerprint}`,
      "PBS_PASSWORD_FILE=/etc/pve/priv/storage/pbs-vm.pw",
      "proxmox-backup-client backup drive-scsi0.img:/root/disk.raw --backup-type vm",
      `--backup-id ${guest.vmid} --backup-time ${Date.parse(backupTime) / 1000}`,
      "--keyfile /etc/pve/priv/storage/pbs-vm.enc",
    ].join(" "),
  );
  if (code !== 0) throw new Error(output);
  const verified = await pbs01("proxmox-backup-manager verify vm-backup");
  if (verified.code !== 0) throw new Error(verified.output);
}

/** What npm start has installed, for one small guest, at any hour, and through a network that can be cut. */
function scaleDown(proxy: S3Proxy): void {
  const config = JSON.parse(fs.readFileSync(jobFile("config.json"), "utf8")) as {
    guests: (typeof guest)[];
    window: object;
  };
  expect(config.guests).toContainEqual(guest);
  const window = { ...config.window, days: ["monday"], from: "00:00", minutes: 7 * 24 * 60 };
  const scaled = { ...config, guests: [guest], window, packMiB, pollSeconds: 1 };
  const through = { ...scaled, endpoint: proxy.url, uploadKiBps: 0 };
  fs.writeFileSync(jobFile("config.json"), JSON.stringify(through));
}

async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const began = Date.now();
  const result = await work();
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  process.stderr.write(`${what} of ${imageMiB} MiB took ${seconds} s.\n`);
  return result;
}

describe("the offsite export that npm start installs on the backup server", () => {
  const changed = ["config.json", "export-key"];
  let proxy: S3Proxy;
  let installed: readonly string[];
  const sentMiB = () =>
    proxy.puts
      .filter(({ key }) => key.includes("/data/"))
      .reduce((sum, { bytes }) => sum + bytes / mebibyte, 0);
  /** Of the image, what is in it once. */
  const uniqueMiB = imageMiB / 4;

  beforeAll(async () => {
    installed = changed.map((name) => fs.readFileSync(jobFile(name), "utf8"));
    makeImage(image());
    await backUp();
    proxy = await S3Proxy.start(shared.endpoints.aws.endpoint);
  });
  afterAll(async () => {
    await proxy.stop();
    changed.forEach((name, index) => fs.writeFileSync(jobFile(name), installed[index] ?? ""));
    for (const file of [image(), restored(), `${restored()}.partial`])
      fs.rmSync(file, { force: true, recursive: true });
  });

  it("keeps to its window, and goes to S3 as a user of its own", async () => {
    const { AccessKeyMetadata = [] } = await new IAMClient(access()).send(
      new ListAccessKeysCommand({ UserName: "offsite-export" }),
    );
    const config = fs.readFileSync(jobFile("config.json"), "utf8");
    const closed = config.replace(/"minutes": \d+/, '"minutes": 0');
    fs.writeFileSync(jobFile("config.json"), closed);
    const refused = await pbs01(`offsite-export export ${job}`);
    fs.writeFileSync(jobFile("config.json"), config);

    expect(closed).not.toBe(config);
    expect(refused.code).toBe(75);
    expect(refused.output).toContain(`the window of ${job} is closed`);
    expect(fs.readFileSync(jobFile("s3-credentials"), "utf8")).toContain(
      `aws_access_key_id = ${AccessKeyMetadata[0]?.AccessKeyId}\n`,
    );
  });

  it("goes on where the network was cut, and comes back byte by byte", async () => {
    scaleDown(proxy);
    // The repository's own, and some packs.
    proxy.cutAfter = 6;
    const cut = await timed("The beginning of an export", () =>
      pbs01(`offsite-export export ${job}`),
    );
    const before = sentMiB();
    proxy.cutAfter = Infinity;
    const rest = await timed("The rest of it", () => pbs01(`offsite-export resume ${job}`));
    const nothing = await pbs01(`offsite-export resume ${job}`);
    const back = await timed("A restore", restore);

    expect(cut.code).toBe(1);
    expect(cut.output).toContain(`ERR not exported: ${guest.name}`);
    expect(rest.output).toContain(`offsite-export: ${snapshot} is exported`);
    expect(rest.code).toBe(0);
    expect(nothing).toEqual({ code: 0, output: "" });
    expect(sentMiB() - before).toBeLessThan(1.2 * uniqueMiB);
    expect(back.output).toContain("its sum is right");
    execFileSync("cmp", [image(), restored()]);

    const objects = await exported();
    const archived = objects.filter(({ StorageClass }) => StorageClass === "GLACIER");
    const size = archived.reduce((sum, { Size = 0 }) => sum + Size / mebibyte, 0);
    expect(size).toBeGreaterThan(0.9 * uniqueMiB);
    for (const { Key = "" } of archived) expect(Key).toContain("/data/");
  });

  it("tells the monitoring what it has done", () => {
    const file = "/var/lib/prometheus/node-exporter/offsite-export-guest-image-node01-offsite.prom";
    const metrics = fs.readFileSync(shared.hostFile("pbs01", file), "utf8");

    expect(metrics).toContain(`offsite_export_unfinished_guests{job_name="${job}"} 0\n`);
    expect(metrics).toContain(
      `offsite_export_newest_snapshot_timestamp_seconds{job_name="${job}",guest="dc01",vmid="2002"} ${Date.parse(backupTime) / 1000}\n`,
    );
  });

  it("fails with another key, before anything is asked of S3's archive", async () => {
    fs.rmSync(restored());
    const key = fs.readFileSync(jobFile("export-key"), "utf8");
    fs.writeFileSync(jobFile("export-key"), `${randomBytes(32).toString("base64")}\n`);
    const { code, output } = await restore();
    fs.writeFileSync(jobFile("export-key"), key);

    expect(code).toBe(1);
    expect(output).toMatch(/ERR .* is refused: wrong key: /);
    expect(output).not.toContain("asking");
    expect(fs.existsSync(restored())).toBe(false);
  });

  it("fails with a bit that was flipped in S3, and leaves no image", async () => {
    const packs = (await exported()).filter(({ StorageClass }) => StorageClass === "GLACIER");
    // One alone may be what a run that was cut has sent, and no index knows.
    for (const { Key } of packs) await flipBit(s3(), bucket, String(Key));
    const { code, output } = await restore();

    expect(code).toBe(1);
    expect(output).toMatch(/decrypting blob <data\/\S+> from [0-9a-f]{8} failed/);
    expect(fs.existsSync(restored())).toBe(false);
  });
});
