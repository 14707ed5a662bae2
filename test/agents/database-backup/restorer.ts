import * as fs from "node:fs";
import * as path from "node:path";
import { databaseProgram } from "../../../components/postgres/program";
import { type SmallDisk } from "../../../sandbox/products/postgresql/account";
import { Cluster, type ClusterOptions, stanza } from "../../../sandbox/products/postgresql/cluster";
import { machinePath } from "../../support/machine-path";

/** What the agent says of a run, as JSON. */
export interface RestoreResult {
  readonly result: "passed" | "failed";
  readonly error?: string;
  readonly backup?: string;
  readonly seconds: { readonly restore: number; readonly recovery: number; readonly all: number };
  readonly databases: readonly { readonly name: string; readonly rows: number }[];
  readonly checks: readonly {
    readonly name: string;
    readonly result: "passed" | "failed" | "skipped";
    readonly detail: string;
  }[];
}

/** How a run of the agent ended; `result` is left out where it printed none. */
export interface RestoreRun {
  readonly code: number;
  readonly err: string;
  readonly result: RestoreResult | undefined;
}

/** How a run differs from the usual one. */
export interface RunDifferences {
  /** Default: Debian's `sh`, dash. */
  readonly shell?: string;
  readonly disks?: readonly SmallDisk[];
  /** What is set in the environment of whoever runs it. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** The real agent beside a real cluster, which is production here. */
export class Restorer {
  private constructor(readonly cluster: Cluster) {
    fs.writeFileSync(cluster.at("database-backup"), databaseProgram(), { mode: 0o755 });
    fs.mkdirSync(cluster.at("bin"));
    fs.symlinkSync(cluster.programs.pgbackrest, cluster.at("bin/pgbackrest"));
    this.configure({});
  }

  /** Starts both. */
  static async start(options: ClusterOptions = {}): Promise<Restorer> {
    return new Restorer(await Cluster.start(options));
  }

  /** Where restores of the tests go. */
  get scratch(): string {
    return this.cluster.at("scratch");
  }

  configure(changes: Readonly<Record<string, unknown>>): void {
    const { cluster } = this;
    const directory = cluster.at(`configuration/${stanza}`);
    fs.mkdirSync(directory, { recursive: true });
    const config = {
      ...{ binDirectory: cluster.programs.directory, dataDirectories: [cluster.data] },
      ...{ databases: ["postgres"], backrestDirectory: cluster.at("backrest"), ioSeconds: 10 },
      ...{ socketDirectory: cluster.root, heartbeatDatabase: "postgres", spareMiB: 64 },
      ...changes,
    };
    fs.writeFileSync(path.join(directory, "config.json"), JSON.stringify(config));
  }

  /** From now on these lines of a shell are what a program of the host does for the agent. */
  replaceProgram(name: string, lines: string): void {
    const file = this.cluster.at(`bin/${name}`);
    fs.rmSync(file, { force: true });
    fs.writeFileSync(file, `#!/bin/sh\n${lines}\n`, { mode: 0o755 });
  }

  async run(words: readonly string[], differences: RunDifferences = {}): Promise<RestoreRun> {
    const { shell = "/bin/sh", disks = [], environment = {} } = differences;
    const program = this.cluster.at("database-backup");
    const { code, out, err } = await this.cluster.run([shell, program, ...words], {
      disks,
      env: {
        ...environment,
        PATH: `${this.cluster.at("bin")}:${machinePath()}`,
        DATABASE_BACKUP_CONFIGURATION: this.cluster.at("configuration"),
      },
    });
    const result = out === "" ? undefined : (JSON.parse(out) as RestoreResult);
    return { code, err, result };
  }

  /** Restores into `scratch`. */
  restore(words: readonly string[], differences: RunDifferences = {}): Promise<RestoreRun> {
    return this.run(["restore", stanza, ...words, this.scratch], differences);
  }

  /** Writes a heartbeat to production. */
  async beat(): Promise<void> {
    const { code, err } = await this.run(["beat", stanza]);
    if (code !== 0) throw new Error(err);
  }

  /** All of production that a restore could damage: its server, what is in it, its settings, its repository, its locks. */
  async production(): Promise<object> {
    const { cluster } = this;
    const files = (directory: string) =>
      fs.existsSync(directory)
        ? fs
            .readdirSync(directory, { recursive: true, encoding: "utf8" })
            .map((name) => path.join(directory, name))
            .filter((file) => fs.statSync(file).isFile())
            .map((file) => `${file} ${fs.statSync(file).size} ${fs.statSync(file).mtimeMs}`)
            .sort()
        : [];
    return {
      server: cluster.postmaster,
      tables: await cluster.sql(
        "select relname, pg_relation_filenode(oid) from pg_class where relkind = 'r' order by 1",
      ),
      rows: await cluster.sql("select count(*), sum(n) from ledger"),
      archiving: await cluster.sql("select failed_count from pg_stat_archiver"),
      configuration: ["postgresql.conf", "postgresql.auto.conf", "PG_VERSION"].map((name) =>
        fs.readFileSync(path.join(cluster.data, name), "utf8"),
      ),
      signals: fs.readdirSync(cluster.data).filter((name) => name.endsWith(".signal")),
      repository: files(cluster.at("repository")),
      locks: files(cluster.at("lock")),
      spool: files(cluster.at("spool")),
    };
  }

  /** What is in a restored directory that was kept, read by a server that knows nothing of the agent. */
  async readKept(sql: string): Promise<string> {
    const postgres = path.join(this.cluster.programs.directory, "postgres");
    const { code, out, err } = await this.cluster.run(
      [
        ...[postgres, "--single", "-D", path.join(this.scratch, "data"), "-c", "archive_mode=off"],
        ...["-c", `config_file=${path.join(this.scratch, "postgresql.conf")}`, "postgres"],
      ],
      { env: { PATH: "/usr/bin:/bin" }, input: `${sql}\n` },
    );
    if (code !== 0) throw new Error(err);
    // `	 1: count = "500"	(typeid = 20, len = 8, typmod = -1, byval = t)`
    return [...out.matchAll(/\d+: \w+ = "(.*?)"\t/g)].map(([, value]) => value).join("|");
  }

  remove(): Promise<void> {
    return this.cluster.remove();
  }
}
