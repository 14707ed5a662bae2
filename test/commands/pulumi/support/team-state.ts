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
import { alias } from "../../../../sandbox/plugins/minio/mc";
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
  private readonly s3: S3Client;
  private readonly running = new Set<ChildProcess>();

  private constructor(
    private readonly root: string,
    private readonly minio: MinioServer,
    private readonly moto: Moto,
    private readonly engine: Engine,
    /** As `pulumi stack init --secrets-provider` takes it. */
    readonly secretsProvider: string,
  ) {
    this.s3 = clientOf(minio);
    this.things = path.join(root, "things");
    fs.mkdirSync(this.things);
  }

  /** @throws Error if something of it does not start; nothing of it runs then */
  static async start(): Promise<TeamState> {
    const root = fs.mkdtempSync(path.join(os.tmpdir(), "team-state-"));
    const starting = [startMinio(), startMoto(), layOutTinyProgram(root)] as const;
    try {
      const [minio, moto, engine] = await Promise.all(starting);
      const key = await prepare(root, minio, moto);
      return new TeamState(root, minio, moto, engine, key);
    } catch (error) {
      const [minio, moto] = await Promise.allSettled(starting);
      for (const server of [minio, moto])
        if (server.status === "fulfilled") await server.value.stop();
      fs.rmSync(root, { recursive: true });
      throw error;
    }
  }

  /** The backend of a team, as `PULUMI_BACKEND_URL` and `pulumi login` take it. */
  get backend(): string {
    return this.backendBy(this.server);
  }

  /** Address of the bucket's server. */
  get server(): string {
    return addressOf(this.minio);
  }

  /** The backend by another way to its server, or as another user, in another bucket. */
  backendBy(endpoint: string, name = bucket, profile = "state"): string {
    const query = { region, profile, endpoint };
    const manner = { s3ForcePathStyle: "true", response_checksum_validation: "when_required" };
    return `s3://${name}?${new URLSearchParams({ ...query, ...manner }).toString()}`;
  }

  /** Runs a command line of `mc` as the runbook has it, for which the server is `here`. */
  async mc(line: string, stdin?: string): Promise<void> {
    const words = line.split(/ +/).map((word) => word.replace(/^here\b/, alias));
    await this.minio.byHand.mc(
      words.map((word) => word.replace(/\bKEY\b/, this.minio.keyName)),
      stdin,
    );
  }

  /** Lets the Pulumi CLI log in as a user of the server, by a profile of that name. */
  addProfile(name: string, secretAccessKey: string): void {
    const logIn = { accessKeyId: name, secretAccessKey };
    fs.appendFileSync(path.join(this.root, "credentials"), profile([name, logIn]));
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
    return this.npmRun("pulumi", ["-C", this.engine.project, ...args]);
  }

  /** Runs an npm command of the project. */
  npmRun(
    name: string,
    args: readonly string[],
    environment: NodeJS.ProcessEnv = {},
  ): Promise<Finished> {
    const bootstrap = path.join("commands", "bootstrap.js");
    return this.launch(process.execPath, [bootstrap, name, ...args], environment).finished;
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

const addressOf = ({ config }: MinioServer) => `http://${config.minioServer}`;

const logInOf = ({ config }: MinioServer) => ({
  accessKeyId: config.minioUser,
  secretAccessKey: config.minioPassword,
});

function clientOf(minio: MinioServer): S3Client {
  const [endpoint, credentials] = [addressOf(minio), logInOf(minio)];
  return new S3Client({ endpoint, region, credentials, forcePathStyle: true });
}

/**
 * Makes the bucket, a key, and a file with both log-ins, which are two: the state may be elsewhere than the key.
 *
 * @returns the key, as the Pulumi CLI takes it
 */
async function prepare(root: string, minio: MinioServer, moto: Moto): Promise<string> {
  const s3 = clientOf(minio);
  await s3.send(new CreateBucketCommand({ Bucket: bucket }));
  s3.destroy();
  const anybody = { accessKeyId: "anybody", secretAccessKey: "anybody" };
  const kms = new KMSClient({ endpoint: moto.url, region, credentials: anybody });
  const { KeyMetadata } = await kms.send(new CreateKeyCommand({}));
  kms.destroy();
  const profiles = { state: logInOf(minio), kms: anybody };
  fs.writeFileSync(path.join(root, "credentials"), Object.entries(profiles).map(profile).join(""));
  return `awskms://${KeyMetadata?.KeyId}?region=${region}&profile=kms&endpoint=${moto.url}`;
}

function profile([name, { accessKeyId, secretAccessKey }]: [
  string,
  ReturnType<typeof logInOf>,
]): string {
  return `[${name}]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`;
}
