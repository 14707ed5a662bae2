import { randomUUID } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { dumpProgram } from "../../../components/postgres/dump-program";
import { credentialsFile } from "../../../components/offsite/s3-credentials";
import { repositoryPolicy } from "../../../components/postgres/repository-policy";
import { type SmallDisk } from "../../../sandbox/products/postgresql/account";
import { type Ended } from "../../../sandbox/products/postgresql/child";
import { Cluster, stanza } from "../../../sandbox/products/postgresql/cluster";
import {
  bucket,
  type ObjectStore,
  startObjectStore,
} from "../../../sandbox/products/postgresql/object-store";
import { quickRestic, resticProgram } from "../quick-restic";
import { sandboxLayout } from "../../../sandbox/layout";
import { certificateAuthority } from "../../../sandbox/estate/certificates";
import { machinePath } from "../../support/machine-path";

/** What opens the repository; no log, argument or environment may have it. */
export const dumpKey = `s3cr3t dump key; with #signs and $HOME ${randomUUID()}`;
/** Another file's tests, beside these, make a log-in with one of their own as an argument, which these look for. */
const secretKey = `s3cr3t-access-${randomUUID()}`;
/** All that nobody may see. */
export const secrets = [dumpKey, secretKey];

/** What the agent says of a restore or a look, as JSON. */
export interface DumpResult {
  readonly result: "passed" | "failed";
  readonly error?: string;
  readonly backup?: string;
  readonly databases: readonly { readonly name: string; readonly rows: number }[];
  readonly checks: readonly {
    readonly name: string;
    readonly result: string;
    readonly detail: string;
  }[];
}

/** How a run differs from the usual one. */
export interface RunDifferences {
  readonly disks?: readonly SmallDisk[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Who is run. Default: the agent. */
  readonly program?: string;
}

/** How a snapshot of restic's is told. */
export interface Snapshot {
  readonly id: string;
  readonly time: string;
  readonly tags: readonly string[];
  readonly paths: readonly string[];
}

/** The real agent beside a real PostgreSQL, with a real restic and a real MinIO, where it has a log-in of its own. */
export class Dumper {
  private constructor(
    readonly cluster: Cluster,
    readonly objects: ObjectStore,
    private readonly authority: string,
  ) {
    fs.writeFileSync(cluster.at("database-dump"), dumpProgram(), { mode: 0o755 });
    fs.mkdirSync(cluster.at("bin"));
    this.restoreProgram("restic");
    this.configure({});
    this.keep("dump-key", dumpKey);
    this.keep("s3-credentials", credentialsFile({ accessKey: "proj-user", secretKey }));
  }

  /** Starts all of it. */
  static async start(): Promise<Dumper> {
    const cluster = await Cluster.start();
    try {
      const objects = await startObjectStore(cluster.at("site"), cluster.programs);
      const { caFile } = await certificateAuthority(sandboxLayout(cluster.at("site")));
      const dumper = new Dumper(cluster, objects, caFile);
      await dumper.makeUser();
      return dumper;
    } catch (error) {
      await cluster.remove();
      throw error;
    }
  }

  /** As the stack makes it. */
  private async makeUser(): Promise<void> {
    const policy = this.cluster.at("policy.json");
    fs.writeFileSync(policy, repositoryPolicy(bucket, stanza));
    for (const words of [
      ["version", "enable", `site/${bucket}`],
      ["admin", "policy", "create", "site", "dumps", policy],
      ["admin", "user", "add", "site", "proj-user", secretKey],
      ["admin", "policy", "attach", "site", "dumps", "--user", "proj-user"],
    ]) {
      const { code, out, err } = await this.objects.client(...words);
      if (code !== 0) throw new Error(`${words.join(" ")}: ${out}${err}`);
    }
  }

  /** Where restores of the tests go. */
  get scratch(): string {
    return this.cluster.at("scratch");
  }

  configure(changes: Readonly<Record<string, unknown>>): void {
    const { cluster } = this;
    const config = {
      ...{ binDirectory: cluster.programs.directory, dataDirectories: [cluster.data] },
      ...{ databases: ["postgres"], endpoint: this.objects.url, bucket, caFile: this.authority },
      ...{ socketDirectory: cluster.root, stateDirectory: cluster.at("state"), spareMiB: 64 },
      ...{ keepLast: 2, keepWithinDays: 1, openSeconds: 20 },
      ...changes,
    };
    this.keep("config.json", JSON.stringify(config));
  }

  /** Writes a file of the job. */
  keep(name: string, text: string): void {
    const directory = this.cluster.at(`configuration/${stanza}`);
    fs.mkdirSync(directory, { recursive: true });
    fs.writeFileSync(path.join(directory, name), text, { mode: 0o600 });
  }

  /** From now on these lines of a shell are what a program of the host does for the agent. */
  replaceProgram(name: string, lines: string): void {
    const file = this.cluster.at(`bin/${name}`);
    fs.rmSync(file, { force: true });
    fs.writeFileSync(file, `#!/bin/sh\n${lines}\n`, { mode: 0o755 });
  }

  /** The host's own restic, again. */
  restoreProgram(name: "restic"): void {
    this.replaceProgram(name, quickRestic());
  }

  run(words: readonly string[], differences: RunDifferences = {}): Promise<Ended> {
    const { disks = [], environment = {} } = differences;
    const { cluster } = this;
    return cluster.run(["/bin/sh", cluster.at("database-dump"), ...words], {
      disks,
      env: {
        ...environment,
        PATH: `${cluster.at("bin")}:${machinePath()}`,
        DATABASE_DUMP_CONFIGURATION: cluster.at("configuration"),
      },
    });
  }

  dump(differences: RunDifferences = {}): Promise<Ended> {
    return this.run(["dump", stanza], differences);
  }

  /** The same, which must go well. */
  async mustDump(): Promise<void> {
    const { code, err } = await this.dump();
    if (code !== 0) throw new Error(err);
  }

  /** Restores a set into `scratch`; the result is that of the agent. */
  async restore(
    set = "latest",
    words: readonly string[] = [],
    differences: RunDifferences = {},
  ): Promise<Ended & { readonly result: DumpResult }> {
    const ended = await this.run(
      ["restore", stanza, "--set", set, ...words, this.scratch],
      differences,
    );
    return { ...ended, result: JSON.parse(ended.out) as DumpResult };
  }

  async status(): Promise<Ended & { readonly result: DumpResult }> {
    const ended = await this.run(["status", stanza]);
    return { ...ended, result: JSON.parse(ended.out) as DumpResult };
  }

  /** What restic itself says, of somebody who knows nothing of the agent. */
  async restic(...words: readonly string[]): Promise<string> {
    const { cluster } = this;
    const files = (name: string) => cluster.at(`configuration/${stanza}/${name}`);
    const { code, out, err } = await cluster.run(
      [
        ...[resticProgram(), "--no-cache", "--cacert", this.authority],
        ...["--repo", `s3:${this.objects.url}/${bucket}/${stanza}`],
        ...["--password-file", files("dump-key"), "-o", "s3.region=us-east-1", ...words],
      ],
      { env: { PATH: "/usr/bin:/bin", AWS_SHARED_CREDENTIALS_FILE: files("s3-credentials") } },
    );
    if (code !== 0) throw new Error(`restic ${words.join(" ")} ended with ${code}: ${err}`);
    return out;
  }

  async snapshots(): Promise<readonly Snapshot[]> {
    return JSON.parse(await this.restic("snapshots", "--json", "--no-lock")) as readonly Snapshot[];
  }

  /** Names of the sets that are whole, as their closing snapshots say. */
  async sets(): Promise<readonly string[]> {
    const closing = (await this.snapshots()).filter(({ tags }) => tags.includes("kind=set"));
    return closing.flatMap(({ tags }) =>
      tags.filter((tag) => tag.startsWith("set=")).map((tag) => tag.slice(4)),
    );
  }

  /** What is in a restored directory that was kept, read by a server that knows nothing of the agent. */
  async readKept(sql: string): Promise<string> {
    const postgres = path.join(this.cluster.programs.directory, "postgres");
    const { code, out, err } = await this.cluster.run(
      [
        ...[postgres, "--single", "-D", path.join(this.scratch, "data")],
        ...["-c", `config_file=${path.join(this.scratch, "postgresql.conf")}`, "postgres"],
      ],
      { env: { PATH: "/usr/bin:/bin" }, input: `${sql}\n` },
    );
    if (code !== 0) throw new Error(err);
    // `	 1: count = "500"	(typeid = 20, len = 8, typmod = -1, byval = t)`
    return [...out.matchAll(/\d+: \w+ = "(.*?)"\t/g)].map(([, value]) => value).join("|");
  }

  /** A value of the metrics. */
  metric(name: string): number {
    const text = fs.readFileSync(this.cluster.at(`state/${stanza}/metrics.prom`), "utf8");
    return Number(
      new RegExp(`^database_dump_${name}{stanza="${stanza}"} (\\d+)$`, "m").exec(text)?.[1],
    );
  }

  async remove(): Promise<void> {
    await this.objects.stop();
    await this.cluster.remove();
  }
}

/** A busy machine takes minutes for what an idle one takes seconds for. Milliseconds. */
const patience = 15 * 60_000;

/** One for all tests of a file, which goes with them however they end. */
export function useDumper(): { readonly current: Dumper } {
  jest.setTimeout(patience);
  let dumper: Dumper | undefined;
  beforeAll(async () => {
    dumper = await Dumper.start();
  }, patience);
  afterEach(() => {
    if (dumper) fs.rmSync(dumper.scratch, { recursive: true, force: true });
  });
  afterAll(() => dumper?.remove(), patience);
  return {
    get current() {
      if (dumper === undefined) throw new Error("there is no cluster");
      return dumper;
    },
  };
}

/** What a dump says that fails, with its metric, and without any secret. */
export async function failing(dumper: Dumper, differences: RunDifferences = {}): Promise<string> {
  const { code, err } = await dumper.dump(differences);
  expect([code, dumper.metric("failing")]).toEqual([1, 1]);
  for (const secret of secrets) expect(err).not.toContain(secret);
  return err;
}
