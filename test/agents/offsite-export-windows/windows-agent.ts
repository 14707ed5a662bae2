import { type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { windowsExportProgram } from "../../../components/veeam/export-program";
import { executables } from "../../../sandbox/toolchain/on-path";
import { RealPowerShell } from "../../support/powershell-host";
import { type AgentRun, type Bucket, openFor } from "../offsite-export/agent";
import { quickRestic, resticProgram } from "../quick-restic";

/** A restore point, as Veeam has it. */
export interface Point {
  readonly computer: string;
  /** ISO, UTC. */
  readonly time: string;
  readonly full: boolean;
  readonly corrupted?: boolean;
  readonly file: string;
}

/** What Veeam says when it is asked. */
export interface VeeamState {
  readonly encrypted: boolean;
  /** What the key is described as that the job encrypts with. */
  readonly key: string;
  /** ISO, UTC. */
  readonly keySince: string;
  /** Of the job's sessions. */
  readonly sessions: readonly string[];
  readonly points: readonly Point[];
  /** Cmdlets that give nothing. */
  readonly silent: readonly string[];
  /** `hangs`, or what a cmdlet says when it fails. */
  readonly cmdlets: Readonly<Record<string, string>>;
  readonly mounts: readonly { readonly drive: string; readonly folder: string }[];
}

export const veeamJob = "windows-files";

const epoch = (time: string) => Math.floor(Date.parse(time) / 1000);

/** The real program in a real PowerShell, with modules in place of Veeam's and of what Windows alone has. */
export class WindowsAgent {
  readonly root = fs.mkdtempSync(path.join(os.tmpdir(), "offsite-windows-"));
  readonly exportKey = randomBytes(32).toString("base64");
  /** What somebody has in the environment besides. */
  environment: Readonly<Record<string, string>> = {};
  veeam: VeeamState = {
    encrypted: true,
    key: "lab [0123abcd]",
    keySince: "2026-01-01T00:00:00Z",
    ...{ sessions: ["Stopped"], points: [], silent: [], cmdlets: {}, mounts: [] },
  };
  private running: ChildProcess | undefined;

  constructor(private readonly bucket: Pick<Bucket, "url">) {
    for (const folder of ["bin", "configuration/windows", "repository"])
      fs.mkdirSync(this.at(folder), { recursive: true });
    fs.writeFileSync(this.at("offsite-export.ps1"), windowsExportProgram());
    this.replaceProgram("restic", quickRestic());
    this.replaceProgram("rclone", `exec '${executables("rclone", process.env)[0]!}' "$@"`);
    this.configure({});
  }

  at(name: string): string {
    return path.join(this.root, name);
  }

  /** From now on these lines of a shell are what a program of the host does. */
  replaceProgram(name: string, lines: string): void {
    fs.writeFileSync(this.at(`bin/${name}`), `#!/bin/sh\n${lines}\n`, { mode: 0o755 });
  }

  configure(changes: Record<string, unknown>): void {
    const write = (name: string, text: string) =>
      fs.writeFileSync(this.at(`configuration/windows/${name}`), text, { mode: 0o600 });
    const config = {
      ...{
        estate: "lab/test",
        source: { job: veeamJob, repository: "Default Backup Repository", key: "lab" },
      },
      items: [{ name: "fs02", computers: ["fs02", "proj-fs02"] }],
      ...{ bucket: "vm-archive", prefix: "veeam-repository/vbr01", region: "us-east-1" },
      ...{ endpoint: this.bucket.url, storageClass: "GLACIER", packMiB: 4, encryption: "aes-256" },
      window: openFor(22 * 60, new Date(Date.now() - 3_600_000)),
      ...{ restoreTier: "Standard", metricsDirectory: this.at("metrics"), pollSeconds: 1 },
      ...changes,
    };
    write("config.json", JSON.stringify(config));
    write(
      "s3-credentials",
      "[default]\naws_access_key_id = sandbox\naws_secret_access_key = SECRETACCESSKEY\n",
    );
    write("export-key", `${this.exportKey}\n`);
  }

  /** Puts a backup file into the repository's folder of a computer, and gives back what is in it. */
  backupFile(name: string, bytes: number, folder = "windows-files"): Buffer {
    const content = randomBytes(bytes);
    const file = this.at(`repository/${folder}/${name}`);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, content);
    return content;
  }

  async run(...words: string[]): Promise<AgentRun> {
    return this.start(...words).ended;
  }

  start(...words: string[]): { readonly child: ChildProcess; readonly ended: Promise<AgentRun> } {
    const { keySince, key, encrypted, points, ...rest } = this.veeam;
    fs.writeFileSync(
      this.at("veeam.json"),
      JSON.stringify({
        job: { id: "job-1", name: veeamJob, key, encrypted, keySince: epoch(keySince) },
        repository: { name: "Default Backup Repository", folder: this.at("repository") },
        points: points.map((point, index) => ({
          ...point,
          id: `point-${index}`,
          time: epoch(point.time),
        })),
        ...rest,
      }),
    );
    const child = RealPowerShell.spawn(
      ["-NoProfile", "-NonInteractive", "-File", this.at("offsite-export.ps1"), ...words],
      {
        ...RealPowerShell.withModules(path.join(__dirname, "stub")),
        STUB_VEEAM: this.at("veeam.json"),
        OFFSITE_EXPORT_ROOT: this.at("configuration"),
        OFFSITE_EXPORT_PROGRAMS: this.at("bin"),
        TZ: "UTC",
        ...this.environment,
      },
      { detached: true },
    );
    this.running = child;
    child.stdin.end();
    const out: Buffer[] = [];
    let err = "";
    child.stdout.on("data", (data: Buffer) => out.push(data));
    child.stderr.on("data", (data: Buffer) => (err += data.toString()));
    const ended = new Promise<AgentRun>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (code) => resolve({ code, out: Buffer.concat(out), err }));
    });
    return { child, ended };
  }

  /** Kills what was run last, with all that it has started. */
  kill(): void {
    process.kill(-(this.running?.pid as number), "SIGKILL");
  }

  /** A gauge of the job, or of its item. */
  metric(name: string, item = ""): string | undefined {
    const text = fs.readFileSync(this.at("metrics/offsite-export-windows.prom"), "utf8");
    const labels = `job_name="windows"${item === "" ? "" : `,guest="${item}"`}`;
    return new RegExp(`^offsite_export_${name}\\{${labels}\\} (.*)$`, "m").exec(text)?.[1];
  }

  /** What was asked of Veeam that leaves something behind. */
  did(): string {
    const file = this.at("veeam.json.did");
    return fs.existsSync(file) ? fs.readFileSync(file, "utf8") : "";
  }

  remove(): void {
    const { exitCode, signalCode } = this.running ?? { exitCode: 0, signalCode: null };
    if (exitCode === null && signalCode === null) this.kill();
    fs.rmSync(this.root, { recursive: true, force: true });
  }
}

export { resticProgram };
