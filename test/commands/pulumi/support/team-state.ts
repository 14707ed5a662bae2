import { type ChildProcess, spawn } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { CreateKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import {
  CreateBucketCommand,
  GetObjectCommand,
  paginateListObjectsV2,
  S3Client,
} from "@aws-sdk/client-s3";
import { projectRoot } from "../../../../lib/project-root";
import { type Moto, startMoto } from "../../../../sandbox/test/plugins/aws/moto";
import { type MinioServer, startMinio } from "../../../../sandbox/test/plugins/minio/minio-server";
import { type Engine, layOutTinyProgram } from "./engine";

/** What a command left behind. */
export interface Finished {
  /** `null` if a signal ended it. */
  readonly code: number | null;
  readonly output: string;
}

/** A command under way, leader of a process group of its own. */
export interface Running {
  readonly pid: number;
  readonly finished: Promise<Finished>;
}

const region = "us-east-1";
const bucket = "team-state";

/** A secret of the program: nobody reads it in the bucket. */
export const hidden = "correct horse battery staple";

/** What a team's state takes: a bucket on a real MinIO, a key of a stand-in for KMS, and a small program on the real engine. */
export class TeamState {
  /** What the program makes: a file for each thing. */
  readonly things: string;
  private readonly running = new Set<ChildProcess>();

  private constructor(
    private readonly root: string,
    private readonly minio: MinioServer,
    private readonly moto: Moto,
    private readonly engine: Engine,
    private readonly s3: S3Client,
    /** As `pulumi stack init --secrets-provider` takes it. */
    readonly secretsProvider: string,
  ) {
    this.things = path.join(root, "things");
    fs.mkdirSync(this.things);
  }

  static async start(): Promise<TeamState> {
    const root = fs.mkdtempSync(path.join(os.tmpdir(), "team-state-"));
    const [minio, moto, engine] = await Promise.all([
      startMinio(),
      startMoto(),
      layOutTinyProgram(root),
    ]);
    const { minioServer, minioUser, minioPassword } = minio.config;
    const credentials = { accessKeyId: minioUser, secretAccessKey: minioPassword };
    const endpoint = `http://${minioServer}`;
    const s3 = new S3Client({ endpoint, region, credentials, forcePathStyle: true });
    await s3.send(new CreateBucketCommand({ Bucket: bucket }));
    const anybody = { accessKeyId: "anybody", secretAccessKey: "anybody" };
    const kms = new KMSClient({ endpoint: moto.url, region, credentials: anybody });
    const { KeyMetadata } = await kms.send(new CreateKeyCommand({}));
    kms.destroy();
    fs.writeFileSync(
      path.join(root, "credentials"),
      [profile("state", credentials), profile("kms", anybody)].join("\n"),
    );
    const key = `awskms://${KeyMetadata?.KeyId}?region=${region}&profile=kms&endpoint=${moto.url}`;
    return new TeamState(root, minio, moto, engine, s3, key);
  }

  /** The backend of a team, as `PULUMI_BACKEND_URL` and `pulumi login` take it. */
  get backend(): string {
    return this.backendAt(this.minio.config.minioServer);
  }

  /** The same by another way to the server. */
  backendAt(address: string): string {
    const query = { region, profile: "state", endpoint: `http://${address}` };
    const manner = { s3ForcePathStyle: "true", response_checksum_validation: "when_required" };
    return `s3://${bucket}?${new URLSearchParams({ ...query, ...manner }).toString()}`;
  }

  /** The backend of somebody alone: a directory. */
  get directory(): string {
    const directory = path.join(this.root, "alone");
    fs.mkdirSync(directory, { recursive: true });
    return `file://${directory}`;
  }

  /** Starts the Pulumi CLI on the program. */
  begin(args: readonly string[], environment: NodeJS.ProcessEnv = {}): Running {
    return this.launch("pulumi", ["-C", this.engine.project, ...args], environment);
  }

  /** Runs it to its end. @throws Error if it fails */
  async pulumi(args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<string> {
    const { code, output } = await this.begin(args, environment).finished;
    if (code !== 0) throw new Error(`pulumi ${args.join(" ")} ended with ${code}:\n${output}`);
    return output;
  }

  /** Runs `npm run pulumi` on the program. */
  npmRunPulumi(...args: readonly string[]): Promise<Finished> {
    return this.npmRun("pulumi", "-C", this.engine.project, ...args);
  }

  /** Runs an npm command of the project. */
  npmRun(name: string, ...args: readonly string[]): Promise<Finished> {
    const bootstrap = path.join("commands", "bootstrap.js");
    return this.launch(process.execPath, [bootstrap, name, ...args], {}).finished;
  }

  /** The things that the program is making wait for it. */
  set doorIsOpen(isOpen: boolean) {
    const door = path.join(this.things, "door-is-open");
    if (isOpen) fs.writeFileSync(door, "");
    else fs.rmSync(door, { force: true });
  }

  /** Whether the program has begun to make both. */
  get isMaking(): boolean {
    return ["one", "two"].every((name) => fs.existsSync(path.join(this.things, name)));
  }

  /** Keys of the bucket's objects that begin so. */
  async keys(prefix = ""): Promise<string[]> {
    const keys: string[] = [];
    const listing = paginateListObjectsV2(
      { client: this.s3 },
      { Bucket: bucket, Prefix: `.pulumi/${prefix}` },
    );
    for await (const { Contents = [] } of listing)
      keys.push(...Contents.map(({ Key = "" }) => Key));
    return keys;
  }

  async content(Key: string): Promise<string> {
    const { Body } = await this.s3.send(new GetObjectCommand({ Bucket: bucket, Key }));
    return (await Body?.transformToString()) ?? "";
  }

  /** Ends everything that was started, and removes what it made. */
  async stop(): Promise<void> {
    for (const child of this.running) kill(child.pid ?? 0);
    this.s3.destroy();
    await Promise.all([this.minio.stop(), this.moto.stop()]);
    fs.rmSync(this.root, { recursive: true, force: true });
  }

  private launch(
    program: string,
    args: readonly string[],
    environment: NodeJS.ProcessEnv,
  ): Running {
    const child = spawn(program, args, {
      cwd: projectRoot,
      env: {
        ...this.engine.environment,
        ...{ PULUMI_BACKEND_URL: this.backend, THINGS: this.things, HIDDEN: hidden },
        AWS_SHARED_CREDENTIALS_FILE: path.join(this.root, "credentials"),
        ...environment,
      },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    this.running.add(child);
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
    const finished = new Promise<Finished>((resolve, reject) => {
      child.on("error", reject);
      child.on("close", (code) => {
        this.running.delete(child);
        resolve({ code, output });
      });
    });
    return { pid: child.pid ?? 0, finished };
  }
}

/** Ends a command with all that it has started, as the end of a machine does. */
export function kill(pid: number): void {
  try {
    process.kill(-pid, "SIGKILL");
  } catch (error) {
    // It has ended by itself.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

function profile(
  name: string,
  { accessKeyId, secretAccessKey }: { readonly accessKeyId: string; secretAccessKey: string },
): string {
  return `[${name}]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`;
}
