import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { asPostgres, type SmallDisk } from "./account";
import { type Ended, runToEnd, Served } from "./child";
import { startObjectStore, type ObjectStore } from "./object-store";
import { type DatabasePrograms, databasePrograms } from "./programs";

/** The stanza of every cluster. */
export const stanza = "proj";

/** What opens the repository of every cluster; with a sign that a configuration file could take for a comment's. */
export const passphrase = "correct#horse battery";

/** How a cluster is to be. */
export interface ClusterOptions {
  /** Where its backups go. Default: a directory. */
  readonly repository?: "directory" | "objects";
  /** More of `postgresql.conf`. */
  readonly settings?: Readonly<Record<string, string>>;
}

/**
 * A real PostgreSQL whose log is archived by a real pgBackRest, in a directory of its own. It is reached by a socket there
 * and listens on no port, so that nothing of the machine's is in its way.
 */
export class Cluster {
  readonly root = fs.mkdtempSync(path.join(os.tmpdir(), "pg-"));
  readonly data = this.at("data");
  readonly programs: DatabasePrograms = databasePrograms();
  private readonly prefix = asPostgres(this.programs, this.root);
  private server: Served | undefined;
  private objects: ObjectStore | undefined;

  private constructor() {}

  /** Starts one with an encrypted, empty stanza. What was begun of it is removed when it cannot start. */
  static async start(options: ClusterOptions = {}): Promise<Cluster> {
    const cluster = new Cluster();
    try {
      await cluster.make(options);
    } catch (error) {
      await cluster.remove();
      throw error;
    }
    return cluster;
  }

  at(name: string): string {
    return path.join(this.root, name);
  }

  private async make({ repository = "directory", settings = {} }: ClusterOptions): Promise<void> {
    if (repository === "objects")
      this.objects = await startObjectStore(this.at("site"), this.programs);
    this.configureBackups({});
    const { directory, pgbackrest } = this.programs;
    await this.must([
      ...[path.join(directory, "initdb"), "--pgdata", this.data, "--data-checksums", "--no-sync"],
      ...["--username", "postgres", "--auth", "trust", "--no-locale", "--encoding", "UTF8"],
    ]);
    const archive = `${pgbackrest} --config-path=${this.at("backrest")} --stanza=${stanza} archive-push %p`;
    const lines = {
      ...{ listen_addresses: "", unix_socket_directories: this.root, fsync: "off" },
      ...{
        archive_mode: "on",
        archive_command: archive,
        wal_level: "replica",
        shared_buffers: "16MB",
      },
      ...settings,
    };
    fs.appendFileSync(
      path.join(this.data, "postgresql.conf"),
      Object.entries(lines)
        .map(([name, value]) => `${name} = '${value}'\n`)
        .join(""),
    );
    await this.up();
    await this.mustBackrest("stanza-create");
    await this.mustBackrest("check");
  }

  /** Writes pgBackRest's files; what is given goes before what is usual, and a key with "" is left out. */
  configureBackups(changes: Readonly<Record<string, string>>): void {
    const options = {
      ...(this.objects?.options ?? { "repo1-path": this.at("repository") }),
      ...{ "repo1-cipher-type": "aes-256-cbc", "repo1-retention-full": "9", "repo1-bundle": "y" },
      ...{
        "lock-path": this.at("lock"),
        "spool-path": this.at("spool"),
        "log-path": this.at("log"),
      },
      ...{ "log-level-file": "off", "start-fast": "y", "io-timeout": "10", "compress-level": "1" },
      ...changes,
    };
    const section = (name: string, keys: Readonly<Record<string, string>>) =>
      [`[${name}]`, ...Object.entries(keys).map(([key, value]) => `${key}=${value}`), ""].join(
        "\n",
      );
    fs.mkdirSync(this.at("backrest/conf.d"), { recursive: true });
    fs.writeFileSync(
      this.at("backrest/pgbackrest.conf"),
      section("global", options) +
        section(stanza, { "pg1-path": this.data, "pg1-socket-path": this.root }),
    );
    this.usePassphrase(passphrase);
  }

  /** What opens the repository, in a file of its own. */
  usePassphrase(text: string): void {
    const file = this.at("backrest/conf.d/secret.conf");
    fs.writeFileSync(file, `[global]\nrepo1-cipher-pass=${text}\n`, { mode: 0o600 });
  }

  /** Starts the server, and resolves once it takes queries. */
  async up(): Promise<void> {
    const postgres = path.join(this.programs.directory, "postgres");
    this.server = new Served([...this.prefix, postgres, "-D", this.data]);
    await this.server.until(async () => (await this.ask("select 1")).code === 0);
  }

  /** Everything that the server has said since its last start. */
  get log(): string {
    return this.server?.log ?? "";
  }

  /** Stops the server as an administrator does. */
  async down(): Promise<void> {
    await this.signal("SIGINT");
  }

  /** Ends the server as a lost machine does. */
  async crash(): Promise<void> {
    await this.signal("SIGKILL");
  }

  private async signal(signal: NodeJS.Signals): Promise<void> {
    if (this.server?.runs) process.kill(this.postmaster, signal);
    await this.server?.ended;
  }

  /** The process of the server. */
  get postmaster(): number {
    const [pid = ""] = fs.readFileSync(path.join(this.data, "postmaster.pid"), "utf8").split("\n");
    return Number(pid);
  }

  /** Runs a program as the account of the database. */
  run(
    words: readonly string[],
    {
      disks = [],
      ...options
    }: Parameters<typeof runToEnd>[1] & { disks?: readonly SmallDisk[] } = {},
  ): Promise<Ended> {
    const [file, ...rest] =
      disks.length === 0 ? this.prefix : asPostgres(this.programs, this.root, disks);
    return runToEnd([file, ...rest, ...words], options);
  }

  private async must(words: readonly string[], input?: string): Promise<string> {
    const { code, out, err } = await this.run(words, input === undefined ? {} : { input });
    if (code !== 0) throw new Error(`${words.join(" ")} ended with ${code}: ${out}${err}`);
    return out;
  }

  private ask(sql: string, socket = this.root): Promise<Ended> {
    return this.run([...this.psql(socket), "-c", sql]);
  }

  private psql(socket: string): string[] {
    const psql = path.join(this.programs.directory, "psql");
    const quiet = ["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1"];
    return [psql, ...quiet, "-h", socket, "-U", "postgres", "-d", "postgres"];
  }

  /** What the server answers to a script, each row a line. Throws with its error. */
  async sql(script: string, socket = this.root): Promise<string> {
    return (await this.must([...this.psql(socket), "-f", "-"], script)).trim();
  }

  /** Runs pgBackRest on the stanza. */
  backrest(...words: string[]): Promise<Ended> {
    const { pgbackrest } = this.programs;
    return this.run([
      pgbackrest,
      `--config-path=${this.at("backrest")}`,
      `--stanza=${stanza}`,
      ...words,
    ]);
  }

  /** The same, which must go well. */
  async mustBackrest(...words: string[]): Promise<string> {
    const { code, out, err } = await this.backrest(...words);
    if (code !== 0)
      throw new Error(`pgbackrest ${words.join(" ")} ended with ${code}: ${out}${err}`);
    return out;
  }

  /** The repository goes out of reach, where it is of objects. */
  async loseObjects(): Promise<void> {
    await this.objects?.stop();
  }

  /** It is in reach again, with what it had. */
  async findObjects(): Promise<void> {
    await this.objects?.resume();
  }

  /** Stops all of it and removes its directory, whatever state it is in. */
  async remove(): Promise<void> {
    try {
      await this.crash();
    } finally {
      await this.objects?.stop();
      fs.rmSync(this.root, { recursive: true, force: true });
    }
  }
}
