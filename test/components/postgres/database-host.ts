import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { shellCommandLine } from "../../../components/remote/shell";
import { type Envelope, type RemoteAction, sealEnvelope } from "../../../model/remote/envelope";
import { certificateAuthority } from "../../../sandbox/estate/certificates";
import { simulatedHosts } from "../../../sandbox/estate/hosts";
import { sandboxLayout } from "../../../sandbox/layout";
import { sshHost } from "../../../sandbox/products/debian/ssh-host";
import { sshKey } from "../../../sandbox/products/debian/ssh-keys";
import { type Ended, runToEnd, Served } from "../../../sandbox/products/postgresql/child";
import {
  type ObjectStore,
  startObjectStore,
} from "../../../sandbox/products/postgresql/object-store";
import { databasePrograms, postgresqlVersion } from "../../../sandbox/products/postgresql/programs";
import { type ServerSpec } from "../../../sandbox/supervisor/server-spec";
import { executables } from "../../../sandbox/toolchain/on-path";
import { answerAlone } from "../../support/answer-alone";
import { hostPrograms } from "../../../sandbox/estate/host-programs";
import { hostJq } from "../../support/machine-path";

/** How an action of the contract ended; `out` is the answer alone. */
export type Acted = Ended;

/**
 * The sandbox's own host with a real PostgreSQL and pgBackRest, reached without SSH, and a real MinIO with TLS beside it.
 * All files are below one directory.
 */
export class DatabaseHost {
  readonly programs = databasePrograms();
  readonly version = postgresqlVersion({
    postgres: path.join(this.programs.directory, "postgres"),
  });
  private server: Served | undefined;

  private constructor(
    readonly directory: string,
    private readonly service: ServerSpec,
    readonly objects: ObjectStore,
  ) {}

  /** Starts both. */
  static async start(): Promise<DatabaseHost> {
    const directory = fs.mkdtempSync(path.join(os.tmpdir(), "database-host-"));
    const programs = databasePrograms();
    const service = await serviceOf(directory);
    const objects = await startObjectStore(directory, programs);
    const host = new DatabaseHost(directory, service, objects);
    try {
      await host.up();
    } catch (error) {
      await host.remove();
      throw error;
    }
    return host;
  }

  /** A file of the host, by absolute path on it. */
  at(file: string): string {
    return path.join(this.directory, "host", "root", file);
  }

  read(file: string): string {
    return fs.readFileSync(this.at(file), "utf8");
  }

  /** Starts PostgreSQL, and resolves once it takes queries. */
  async up(): Promise<void> {
    const { command, environment, health } = this.service;
    this.server = new Served(command, environment);
    await this.server.until(() =>
      Promise.resolve(
        health.kind === "file" &&
          fs.existsSync(health.file) &&
          fs.readFileSync(health.file, "utf8").includes(health.text),
      ),
    );
  }

  /** Ends PostgreSQL as a lost machine does. */
  async down(): Promise<void> {
    await this.server?.kill();
  }

  /** Runs a program on the host, as root. */
  run(words: readonly string[], input = ""): Promise<Ended> {
    const [file, ...prefix] = this.inside;
    return runToEnd([file, ...prefix, ...words], { env: environment, input });
  }

  /** Runs a program on the host as the account of the database, which must end well. */
  async asPostgres(...words: readonly string[]): Promise<string> {
    const { code, out, err } = await this.run(["runuser", "-u", "postgres", "--", ...words]);
    if (code !== 0) throw new Error(`${words.join(" ")} ended with ${code}: ${out}${err}`);
    return out.trim();
  }

  /** What the server answers. */
  sql(query: string): Promise<string> {
    const psql = path.join(this.programs.directory, "psql");
    return this.asPostgres(psql, ..."-X -qAt -v ON_ERROR_STOP=1 -d postgres -c".split(" "), query);
  }

  /** Does what the stack would do over SSH. */
  act(action: RemoteAction, envelope: Envelope): Promise<Acted> {
    const [file, ...prefix] = this.inside;
    return new Promise((resolve, reject) => {
      const child = spawn(file, [...prefix, "/bin/sh", "-c", shellCommandLine(action)], {
        env: environment,
      });
      const said = { out: "", err: "" };
      child.stdout.on("data", (data: Buffer) => (said.out += data.toString()));
      child.stderr.on("data", (data: Buffer) => (said.err += data.toString()));
      child.once("error", reject);
      child.once("close", (code) =>
        resolve({ code: code ?? 255, err: said.err, out: answerAlone(said.out) }),
      );
      child.stdin.end(sealEnvelope(envelope));
    });
  }

  /** The command line under which a process is on the host. */
  private get inside(): readonly [string, ...string[]] {
    return this.service.command.slice(0, -1) as unknown as readonly [string, ...string[]];
  }

  async remove(): Promise<void> {
    await this.down();
    await this.objects.stop();
    fs.rmSync(this.directory, { recursive: true, force: true });
  }
}

const environment = { PATH: "/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", SHELL: "/bin/sh" };

/** What was unpacked stands in a directory of its own, all of which the host has to see. */
function rclone(): string {
  const [file = "/bin/false"] = executables("rclone", process.env);
  const unpacked = path.resolve(path.dirname(file), "..", "..", "rclone");
  return fs.existsSync(unpacked) ? unpacked : file;
}

/** Lays out the host's files. */
async function serviceOf(directory: string): Promise<ServerSpec> {
  const layout = sandboxLayout(directory);
  const authority = await certificateAuthority(layout);
  const { directory: postgresql, pgbackrest, bwrap } = databasePrograms();
  const specs = sshHost({
    name: "proj-pg01",
    host: {
      ...simulatedHosts["proj-pg01"],
      // Every host of the sandbox has it.
      programs: {
        ...simulatedHosts["proj-pg01"].programs,
        "/usr/local/bin/rclone": { file: rclone() },
        ...hostPrograms({ jq: hostJq() } as Parameters<typeof hostPrograms>[0], {}),
      },
    },
    directory: path.join(directory, "host"),
    port: 22,
    hostKey: await sshKey(layout, "host_ed25519"),
    clientKey: await sshKey(layout, "client_ed25519"),
    caBundleFile: authority.bundleFile,
    caFile: authority.caFile,
    // Nobody logs in, so that it never runs.
    sshd: bwrap,
    bwrap,
    compiled: {},
    tools: {
      mc: "/bin/false",
      restic: process.env["RESTIC"] ?? "/usr/local/bin/restic",
      pgbackrest,
      bwrap,
    },
    shared: { pve: directory },
    serviceEnvironment: { POSTGRESQL: postgresql },
  });
  const service = specs.find(({ name }) => name === "serve-postgresql");
  if (service === undefined) throw new Error("the host has no PostgreSQL");
  return service;
}
