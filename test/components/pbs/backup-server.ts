import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import * as fs from "node:fs";
import * as net from "node:net";
import * as os from "node:os";
import * as path from "node:path";
import { buildSync } from "esbuild";
import {
  type Envelope,
  type RemoteAction,
  sealEnvelope,
} from "../../../components/remote/envelope";
import { shellCommandLine } from "../../../components/remote/shell";
import { type HostRun } from "../../support/posix-host";
import { WitnessedMachine } from "../../support/witnessed-machine";
import { until } from "../../support/until";

const sources = {
  "proxmox-backup-client": "client/main.ts",
  "proxmox-backup-manager": "main.ts",
  "proxmox-backup-debug": "debug/main.ts",
  "proxmox-backup-proxy": "api/main.ts",
};

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
    const server = new BackupServer();
    await server.serve();
    return server;
  }

  private constructor() {
    for (const directory of ["/etc/proxmox-backup", "/run/lock", "/mnt"])
      fs.mkdirSync(this.at(directory), { recursive: true });
    for (const [name, source] of Object.entries(sources)) this.install(name, source);
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
  async by(command: keyof typeof sources, ...words: readonly string[]): Promise<string> {
    const run = await this.tryBy(command, words);
    if (run.exitCode !== 0) throw new Error(run.stderr);
    return run.stdout;
  }

  /** Runs a command by hand, with more in its environment. */
  tryBy(
    command: keyof typeof sources,
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
    const program = path.join(this.directory, "proxmox-backup-proxy.js");
    const env = { ...process.env, PBS_ROOT: this.root, PBS_PORT: String(this.port) };
    const daemon = spawn(process.execPath, [program], { env });
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

  private install(name: string, source: string): void {
    const program = path.join(this.directory, `${name}.js`);
    fs.copyFileSync(compiled(source), program);
    this.machine.install(name, [
      `PBS_ROOT='${this.root}' exec '${process.execPath}' '${program}' "$@"`,
    ]);
  }
}

const programs = new Map<string, string>();

/** Compiles once for all servers of a test file. */
function compiled(source: string): string {
  const known = programs.get(source);
  if (known !== undefined) return known;
  const outfile = path.join(
    fs.mkdtempSync(path.join(os.tmpdir(), "backup-server-program-")),
    "program.js",
  );
  const entry = path.resolve(__dirname, "../../../sandbox/products/pbs", source);
  buildSync({ entryPoints: [entry], outfile, bundle: true, platform: "node" });
  programs.set(source, outfile);
  return outfile;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
