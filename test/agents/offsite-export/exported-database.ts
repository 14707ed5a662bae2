import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import { databaseProgram } from "../../../components/postgres/program";
import { stanza } from "../../../sandbox/products/postgresql/cluster";
import { startLedger } from "../database-backup/ledger";
import { type RestoreRun, type Restorer } from "../database-backup/restorer";
import { Agent, type AgentRun, Bucket } from "./agent";
import { asAccount } from "./as-account";

const noBackupServer = { repository: "", fingerprint: "", secret: "unused", clientKey: "{}" };

/** A production with its repository, the agent that exports that, and the bucket that it goes to. */
export class ExportedDatabase {
  readonly agent: Agent;

  private constructor(
    readonly restorer: Restorer,
    readonly bucket: Bucket,
    /** After the 500th of 1,000 transactions, and before the next one. */
    readonly middle: string,
  ) {
    const { cluster } = restorer;
    restorer.configure({ stateDirectory: cluster.at("state") });
    this.agent = new Agent(noBackupServer, bucket, "/bin/false", "pgbackrest");
    this.agent.replaceProgram("runuser", asAccount(cluster));
    this.agent.replaceProgram("pgbackrest", `exec '${cluster.programs.pgbackrest}' "$@"`);
    this.useDatabaseBackup();
    fs.writeFileSync(cluster.at("database-backup"), databaseProgram(), { mode: 0o755 });
    this.configure({});
  }

  /** The real agent is asked again whether the repository is whole. */
  useDatabaseBackup(): void {
    const { cluster } = this.restorer;
    this.agent.replaceProgram(
      "database-backup",
      `DATABASE_BACKUP_CONFIGURATION='${cluster.at("configuration")}' exec '${cluster.at("database-backup")}' "$@"`,
    );
  }

  static async start(): Promise<ExportedDatabase> {
    const { restorer, middle } = await startLedger();
    const bucket = await Bucket.start();
    return new ExportedDatabase(restorer, bucket, middle);
  }

  configure(changes: Readonly<Record<string, unknown>>): void {
    this.agent.configure({
      ...{ stanza, prefix: `postgres-repository/${stanza}`, guests: undefined },
      backrestDirectory: this.restorer.cluster.at("backrest"),
      databaseBackup: this.agent.at("bin/database-backup"),
      ...changes,
    });
  }

  /** From now on pgBackRest does these lines for one of its commands, which find the real one in `$real`. */
  replaceBackrest(command: string, lines: string): void {
    const { pgbackrest } = this.restorer.cluster.programs;
    this.agent.replaceProgram(
      "pgbackrest",
      `real='${pgbackrest}'\ncase " $* " in *" ${command} "*)\n${lines}\n;; esac\nexec "$real" "$@"`,
    );
  }

  /** pgBackRest does again what it does. */
  restoreBackrest(): void {
    this.agent.replaceProgram(
      "pgbackrest",
      `exec '${this.restorer.cluster.programs.pgbackrest}' "$@"`,
    );
  }

  export(): Promise<AgentRun> {
    return this.agent.run("export", "vm");
  }

  /** Snapshots that are exported, the oldest first. */
  async exports(): Promise<readonly string[]> {
    const { out } = await this.agent.run("status", "vm", "--json");
    const [row] = JSON.parse(out.toString()) as [{ exported: string[] }];
    return row.exported;
  }

  /** Brings an export back, as the runbook does: into a pipe that tar reads, of which both ends count. */
  async unpack(
    snapshot: string,
    folder: string,
  ): Promise<{ readonly code: number; readonly err: string }> {
    const words = [snapshot, "repository.tar", "-", "--tier", "Expedited"];
    const { code, out, err } = await this.agent.run("restore", "vm", ...words);
    fs.mkdirSync(folder, { recursive: true });
    const { status, stderr } = spawnSync("tar", ["-x", "-C", folder], { input: out });
    return { code: code !== 0 ? (code ?? 255) : (status ?? 255), err: err + stderr.toString() };
  }

  /** Restores from what was unpacked. */
  restore(words: readonly string[], folder: string): Promise<RestoreRun> {
    return this.restorer.restore(["--repository", folder, ...words]);
  }

  async remove(): Promise<void> {
    this.agent.remove();
    await this.bucket.stop();
    await this.restorer.remove();
  }
}
