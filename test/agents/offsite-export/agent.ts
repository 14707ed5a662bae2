import { type ChildProcess, spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  PutObjectLockConfigurationCommand,
  GetObjectCommand,
  RestoreObjectCommand,
  S3Client,
  type StorageClass,
} from "@aws-sdk/client-s3";
import { quickRestic } from "../quick-restic";
import { exportProgram } from "../../../components/offsite/program";
import { type ExportSource } from "../../../components/offsite/source";
import { type ExportWindow } from "../../../components/offsite/units";
import { weekdays } from "../../../model/calendar/weekday";
import { buildExecutables } from "../../../sandbox/build";
import { S3Proxy } from "../../support/s3-proxy";
import { type Moto, startMoto } from "../../../sandbox/test/plugins/aws/moto";

/** What a run of the agent did. */
export interface AgentRun {
  readonly code: number | null;
  readonly out: Buffer;
  readonly err: string;
}

/** One object, as it can be put again. */
export interface StoredObject {
  readonly body: Buffer;
  readonly storageClass: StorageClass | undefined;
}

/** A bucket of an S3 of its own, behind a way that counts and can be cut. */
export class Bucket {
  readonly s3: S3Client;

  private constructor(
    private readonly moto: Moto,
    readonly way: S3Proxy,
  ) {
    this.s3 = new S3Client({
      endpoint: moto.url,
      region: "us-east-1",
      forcePathStyle: true,
      credentials: { accessKeyId: "sandbox", secretAccessKey: "sandbox" },
    });
  }

  /** Starts moto, with a bucket as `reset` makes it. */
  static async start(): Promise<Bucket> {
    const moto = await startMoto();
    const bucket = new Bucket(moto, await S3Proxy.start(moto.url));
    await bucket.reset();
    return bucket;
  }

  /** A new bucket in the place of the old one, which locks what is put into it for 90 days. */
  async reset(): Promise<void> {
    await fetch(`${this.moto.url}/moto-api/reset`, { method: "POST" });
    await this.s3.send(
      new CreateBucketCommand({ Bucket: "vm-archive", ObjectLockEnabledForBucket: true }),
    );
    await this.s3.send(
      new PutObjectLockConfigurationCommand({
        Bucket: "vm-archive",
        ObjectLockConfiguration: {
          ObjectLockEnabled: "Enabled",
          Rule: { DefaultRetention: { Mode: "COMPLIANCE", Days: 90 } },
        },
      }),
    );
    this.way.reset();
  }

  get url(): string {
    return this.way.url;
  }

  async objects() {
    const { Contents = [] } = await this.s3.send(
      new ListObjectsV2Command({ Bucket: "vm-archive" }),
    );
    return Contents.map(({ Key = "", StorageClass, Size = 0 }) => ({ Key, StorageClass, Size }));
  }

  /** Puts a delete marker over an object, which anybody may who may delete. */
  async hide(key: string): Promise<void> {
    await this.s3.send(new DeleteObjectCommand({ Bucket: "vm-archive", Key: key }));
  }

  async put(key: string, { body, storageClass }: StoredObject): Promise<void> {
    const object = { Bucket: "vm-archive", Key: key, Body: body, StorageClass: storageClass };
    await this.s3.send(new PutObjectCommand(object));
  }

  /** Everything in it, by key; what is archived is recalled for that. */
  async contents(): Promise<Map<string, StoredObject>> {
    const contents = new Map<string, StoredObject>();
    for (const { Key, StorageClass: storageClass } of await this.objects()) {
      const where = { Bucket: "vm-archive", Key };
      if (storageClass === "GLACIER") {
        await this.s3.send(new RestoreObjectCommand({ ...where, RestoreRequest: { Days: 1 } }));
      }
      const { Body } = await this.s3.send(new GetObjectCommand(where));
      contents.set(Key, { body: Buffer.from(await Body!.transformToByteArray()), storageClass });
    }
    return contents;
  }

  /** A new bucket with these objects, each of which has one version. */
  async holdOnly(contents: ReadonlyMap<string, StoredObject>): Promise<void> {
    await this.reset();
    for (const [key, object] of contents) await this.put(key, object);
  }

  async stop(): Promise<void> {
    await this.way.stop();
    await this.moto.stop();
  }
}

/** How a job of the tests reaches PBS. */
export interface Source {
  readonly repository: string;
  readonly fingerprint: string;
  readonly secret: string;
  readonly clientKey: string;
}

/** One that opened within the last minute, and lasts so long from then. */
export function openFor(minutes: number, now = new Date()): ExportWindow {
  return { days: weekdays, from: now.toISOString().slice(11, 16), minutes, timezone: "UTC" };
}

/** One that no test sees the end of, on whatever day. */
const openForLong = () => openFor(22 * 60, new Date(Date.now() - 3_600_000));

/** The real program, installed in a directory of its own. */
export class Agent {
  readonly root = fs.mkdtempSync(path.join(os.tmpdir(), "offsite-"));
  readonly secrets: readonly string[];
  /** What a person has in the environment besides. */
  environment: Readonly<Record<string, string>> = {};
  /** Where the lock is; undefined leaves it to the program. */
  lock: string | undefined = this.at("lock");
  private running: ChildProcess | undefined;
  private readonly program = path.join(this.root, "offsite-export");
  private readonly exportKey = randomBytes(32).toString("hex");

  constructor(
    private readonly source: Source,
    private readonly bucket: Pick<Bucket, "url">,
    private readonly client: string,
    private readonly kind: ExportSource = "pbs",
  ) {
    this.secrets = [this.exportKey, source.secret, "SECRETACCESSKEY"];
    fs.writeFileSync(this.program, exportProgram(this.kind), { mode: 0o755 });
    fs.mkdirSync(this.at("bin"));
    fs.symlinkSync(client, this.at("bin/proxmox-backup-client"));
    this.replaceProgram("restic", quickRestic());
    // Seconds that the agent's clock is fast.
    this.passTime(0);
    const date = `[ "$1" = +%s ] || exec /usr/bin/date "$@"
read -r fast <'${this.at("fast")}'
echo $(($(/usr/bin/date +%s) + fast))\n`;
    fs.writeFileSync(this.at("bin/date"), `#!/bin/sh\n${date}`, { mode: 0o755 });
    this.configure({});
  }

  /** From now on PBS's client hands out so many bytes of whatever it restores, and ends well. */
  cutReading(bytes: number): void {
    this.replaceClient("restore", `'${this.client}' "$@" | head -c ${bytes}\nexit 0`);
  }

  /** PBS's client does again what it does. */
  readAll(): void {
    this.replaceClient("restore", `exec '${this.client}' "$@"`);
  }

  /** From now on PBS's client runs these lines of a shell for a command of its own, and as ever for others. */
  replaceClient(command: string, lines: string): void {
    const file = this.at("bin/proxmox-backup-client");
    const own = `[ "$1" = ${command} ] || exec '${this.client}' "$@"\n${lines}\n`;
    fs.rmSync(file);
    fs.writeFileSync(file, `#!/bin/sh\n${own}`, { mode: 0o755 });
  }

  /** From now on these lines of a shell are what a program of the host does. */
  replaceProgram(name: string, lines: string): void {
    // What is there may be a link to the machine's.
    fs.rmSync(this.at(`bin/${name}`), { force: true });
    fs.writeFileSync(this.at(`bin/${name}`), `#!/bin/sh\n${lines}\n`, { mode: 0o755 });
  }

  /** Puts the agent's clock forward. */
  passTime(seconds: number): void {
    fs.writeFileSync(this.at("fast"), `${seconds}\n`);
  }

  /** The compiled stand-in of PBS's client. */
  static async client(): Promise<string> {
    return (await buildExecutables(["proxmox-backup-client"]))["proxmox-backup-client"].file;
  }

  at(name: string): string {
    return path.join(this.root, name);
  }

  configure(changes: Record<string, unknown>): void {
    const directory = this.at("configuration/vm");
    fs.mkdirSync(directory, { recursive: true });
    const write = (name: string, text: string) => {
      fs.writeFileSync(path.join(directory, name), text, { mode: 0o600 });
    };
    const { repository, fingerprint, secret, clientKey } = this.source;
    const config = {
      ...{ repository, fingerprint, namespace: "", guests: [{ vmid: 100, name: "guest" }] },
      ...{ bucket: "vm-archive", prefix: "pbs-vm", storageClass: "GLACIER", packMiB: 4 },
      ...{ estate: "lab/test", region: "us-east-1", endpoint: this.bucket.url },
      ...{
        window: openForLong(),
        restoreTier: "Standard",
        metricsDirectory: this.at("metrics"),
        pollSeconds: 1,
        brokenSeconds: 5,
      },
      ...changes,
    };
    write("config.json", JSON.stringify(config));
    write(
      "s3-credentials",
      "[default]\naws_access_key_id = sandbox\naws_secret_access_key = SECRETACCESSKEY\n",
    );
    write("pbs-secret", `${secret}\n`);
    write("client-key.json", clientKey);
    write("export-key", `${this.exportKey}\n`);
  }

  useKey(key: string): void {
    fs.writeFileSync(this.at("configuration/vm/export-key"), `${key}\n`);
  }

  run(...words: string[]): Promise<AgentRun> {
    return this.execute(this.program, words);
  }

  /** What one function of the program prints, for a job. */
  async ask(name: string): Promise<string> {
    const file = this.at("asked");
    const functions = exportProgram(this.kind).split("\naction=")[0] ?? "";
    fs.writeFileSync(file, `${functions}\nload vm\n${name}\n`, { mode: 0o755 });
    const { out, err } = await this.execute(file, []);
    if (err !== "") throw new Error(err);
    return out.toString();
  }

  private execute(program: string, words: readonly string[]): Promise<AgentRun> {
    const child = spawn(program, words, {
      env: {
        ...this.environment,
        PATH: [this.at("bin"), process.env["PATH"]].join(":"),
        OFFSITE_EXPORT_CONFIGURATION: this.at("configuration"),
        OFFSITE_EXPORT_STATE: this.at("state"),
        ...(this.lock === undefined ? {} : { OFFSITE_EXPORT_LOCK: this.lock }),
      },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    this.running = child;
    const out: Buffer[] = [];
    let err = "";
    child.stdout.on("data", (data: Buffer) => out.push(data));
    child.stderr.on("data", (data: Buffer) => (err += data.toString()));
    return new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (code) => resolve({ code, out: Buffer.concat(out), err }));
    });
  }

  /** Kills what was run last, with all that it has started; by default so that nothing of it can say or write anything. */
  kill(signal: "SIGKILL" | "SIGHUP" = "SIGKILL"): void {
    process.kill(-(this.running?.pid as number), signal);
  }

  remove(): void {
    // One that a test gave up on would keep Jest from ending.
    const { exitCode, signalCode } = this.running ?? { exitCode: 0, signalCode: null };
    if (exitCode === null && signalCode === null) this.kill();
    fs.rmSync(this.root, { recursive: true, force: true });
  }
}

/** SHA-256 in hexadecimal. */
export const sha256 = (data: Buffer) => createHash("sha256").update(data).digest("hex");

/** The name of an export that was begun so many seconds from now. */
export const begunIn = (seconds: number) =>
  new Date(Date.now() + seconds * 1000).toISOString().replace(/[-:]|\.\d+/g, "");
