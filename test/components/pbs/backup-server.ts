import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { type Envelope, type RemoteAction, sealEnvelope } from "../../../model/remote/envelope";
import { shellCommandLine } from "../../../components/remote/shell";
import { buildExecutables } from "../../../sandbox/build";
import { type HostRun } from "../../support/posix-host";
import { WitnessedMachine } from "../../support/witnessed-machine";
import { until } from "../../support/until";
import { freePort } from "../../../sandbox/estate/ports";

const names = [
  "proxmox-backup-client",
  "proxmox-backup-debug",
  "proxmox-backup-manager",
  "proxmox-backup-proxy",
] as const;

type ProgramName = (typeof names)[number];

/** The files of the product's programs: the sandbox's stand-ins for them. */
type Programs = Readonly<Record<ProgramName, { readonly file: string }>>;

/** Somebody holds the locks of its configuration; its daemons do not run; its disks are full. */
export type ServerFault = "busy" | "down" | "full";

const faults = "/run/proxmox-backup/faults";

/** A real shell on a Proxmox Backup Server of its own: its commands, its API and its files. */
export class BackupServer {
  readonly machine = new WitnessedMachine("backup-server");
  private readonly directory = this.machine.directory;
  private readonly root = path.join(this.directory, "root");
  private daemon: ChildProcess | undefined;
  /** Where the API listens. */
  port = 0;

  /** Makes the server and waits until its API answers. */
  static async start(): Promise<BackupServer> {
    const server = new BackupServer(await buildExecutables(names));
    await server.serve();
    return server;
  }

  private constructor(private readonly programs: Programs) {
    for (const directory of ["/etc/proxmox-backup", "/run/lock", "/mnt"])
      fs.mkdirSync(this.at(directory), { recursive: true });
    for (const name of names)
      this.machine.install(name, [`PBS_ROOT='${this.root}' exec '${programs[name].file}' "$@"`]);
    this.certify();
  }

  /** Command lines and environments of everything that ran, as any user of the machine could have seen them. */
  get seen(): string {
    return this.machine.seen;
  }

  /** How often one of the commands ran with words that match. */
  count(words: RegExp): number {
    return this.machine.count(words);
  }

  /** Where a path of the server lies on this machine. */
  at(product: string): string {
    return path.join(this.root, product);
  }

  read(product: string): string {
    return fs.readFileSync(this.at(product), "utf8");
  }

  /** Switches a fault of the server on. */
  ail(fault: ServerFault): void {
    fs.mkdirSync(this.at(faults), { recursive: true });
    fs.writeFileSync(this.at(path.join(faults, fault)), "");
  }

  /** Switches it off. */
  recover(fault: ServerFault): void {
    fs.rmSync(this.at(path.join(faults, fault)));
  }

  /** Does what the stack would do over SSH. */
  run(action: RemoteAction, envelope: Envelope): Promise<HostRun> {
    // The scripts know the product's own paths; this server keeps them elsewhere.
    const script = envelope.script
      .replaceAll(/(?<= |=|>)\/(etc\/proxmox-backup|var\/lib|run\/lock)/g, `${this.root}/$1`)
      .replaceAll("${HOST_ROOT:-}", this.root)
      .replaceAll('"$directory/', `"${this.root}$directory/`);
    const settings = "port" in envelope.settings ? { port: this.port } : {};
    return this.machine.run(
      shellCommandLine(action),
      sealEnvelope({ ...envelope, script, settings: { ...envelope.settings, ...settings } }),
    );
  }

  /** Forgets who made what, as if somebody else had made all of it. */
  forget(): void {
    fs.rmSync(this.at("/var/lib/backup-remote/made"), { recursive: true });
  }

  /** Applies and gives what is there then. @throws Error with what the host said */
  async apply(envelope: Envelope): Promise<Record<string, unknown>> {
    const run = await this.run("apply", envelope);
    if (run.exitCode !== 0) throw new Error(run.stderr);
    return JSON.parse(run.stdout) as Record<string, unknown>;
  }

  /** What is there. @throws Error with what the host said */
  async observe(envelope: Envelope): Promise<unknown> {
    const run = await this.run("read", envelope);
    if (run.exitCode !== 0) throw new Error(run.stderr);
    return JSON.parse(run.stdout) as unknown;
  }

  /** Runs a command by hand. @throws Error with what it said if it fails */
  async by(command: ProgramName, ...words: readonly string[]): Promise<string> {
    const run = await this.tryBy(command, words);
    if (run.exitCode !== 0) throw new Error(run.stderr);
    return run.stdout;
  }

  /** Runs a command by hand, with more in its environment. */
  tryBy(
    command: ProgramName,
    words: readonly string[],
    environment: Readonly<Record<string, string>> = {},
  ): Promise<HostRun> {
    return this.machine.by(command, words, environment);
  }

  /** Ends the server and removes all of it. */
  async stop(): Promise<void> {
    const { daemon } = this;
    if (daemon !== undefined && daemon.exitCode === null) {
      const ended = new Promise((resolve) => daemon.once("close", resolve));
      daemon.kill();
      await ended;
    }
    this.machine.remove();
  }

  private async serve(): Promise<void> {
    this.port = await freePort();
    const env = { ...process.env, PBS_ROOT: this.root, PBS_PORT: String(this.port) };
    const daemon = spawn(this.programs["proxmox-backup-proxy"].file, [], { env });
    this.daemon = daemon;
    let said = "";
    daemon.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
    daemon.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
    await until(() => said.includes("API on"));
  }

  private certify(): void {
    execFileSync(
      "openssl",
      [
        ...["req", "-x509", "-days", "1", "-subj", "/CN=pbs01", "-nodes", "-out", "proxy.pem"],
        ...["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-keyout", "proxy.key"],
      ],
      { cwd: this.at("/etc/proxmox-backup"), stdio: "ignore" },
    );
  }
}
