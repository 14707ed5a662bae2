import * as fs from "node:fs";
import * as path from "node:path";
import { withLock } from "../../lib/lock";
import { type CommandOptions, mustRun } from "./command";
import { executables } from "./on-path";

/** Where Debian keeps its own programs, which not everyone has on PATH. */
const systemPath = "/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin";

/** Lists older than this name packages that mirrors may no longer have. Milliseconds. */
const freshness = 24 * 60 * 60 * 1000;

/** What the machine does whenever its lists are fetched, wherever they go: caches of its own are no business of ours. */
const withoutHooks = ["Pre-Invoke", "Post-Invoke", "Post-Invoke-Success"]
  .map((hook) => `#clear APT::Update::${hook};\n`)
  .join("");

/** A package in one version, as apt-get takes it. */
export interface DebianPackage {
  readonly name: string;
  readonly version: string;
}

/**
 * Debian's package manager, asked and never told: its lists and downloads are in a directory of ours, so that it
 * changes nothing of the machine and works for an ordinary user too (apt.conf(5), the scopes Dir::State and Dir::Cache).
 */
export class Apt {
  private readonly env: NodeJS.ProcessEnv;
  private readonly lists: string;
  private readonly configuration: string;
  private readonly settings: readonly string[];

  /** @param directory - where its lists go; made when they are first needed */
  constructor(env: NodeJS.ProcessEnv, directory: string) {
    this.env = { ...env, PATH: [env["PATH"], systemPath].join(":"), LC_ALL: "C" };
    this.lists = path.join(directory, "lists");
    this.configuration = path.join(directory, "apt.conf");
    this.settings = [
      "-q",
      "-c",
      this.configuration,
      "-o",
      `Dir::State::Lists=${this.lists}`,
      "-o",
      `Dir::Cache=${directory}`,
    ];
  }

  /** Whether this machine has what is needed to look for, fetch and unpack packages. */
  get isThere(): boolean {
    return ["apt-get", "dpkg-deb"].every((program) => executables(program, this.env).length > 0);
  }

  /**
   * `name` and everything that it needs and the machine lacks, as apt-get would install it.
   *
   * @throws Error with apt's last lines if there is no such package or its dependencies cannot be met
   */
  async closure(name: string, log: string): Promise<DebianPackage[]> {
    await withLock(`apt ${this.lists}`, () => this.update(log));
    const simulated = ["--simulate", "--no-install-recommends", "install", name];
    const { stdout } = await mustRun(
      "apt-get",
      [...this.settings, ...simulated],
      this.options(log),
    );
    const needed = installedIn(stdout);
    if (needed.some((each) => each.name === name)) return needed;
    // It is installed, and yet its program is not where programs are looked for.
    return [...needed, { name, version: await this.candidate(name, log) }];
  }

  /** Fetches `packages`, verified by the mirrors' signed lists, and unpacks them below `tree`. Throws with apt's last lines. */
  async unpack(packages: readonly DebianPackage[], tree: string, log: string): Promise<void> {
    const archives = path.join(tree, "archives");
    fs.mkdirSync(archives);
    const wanted = packages.map(({ name, version }) => `${name}=${version}`);
    const options = { ...this.options(log), cwd: archives };
    await mustRun("apt-get", [...this.settings, "download", ...wanted], options);
    for (const archive of fs.readdirSync(archives)) {
      await mustRun("dpkg-deb", ["--extract", path.join(archives, archive), tree], options);
    }
    fs.rmSync(archives, { recursive: true });
  }

  private async candidate(name: string, log: string): Promise<string> {
    const { stdout } = await mustRun(
      "apt-cache",
      [...this.settings, "show", "--no-all-versions", name],
      this.options(log),
    );
    const version = /^Version: (\S+)$/m.exec(stdout)?.[1];
    if (version !== undefined) return version;
    throw new Error(`apt-cache show ${name} names no version:\n${stdout}`);
  }

  private async update(log: string): Promise<void> {
    fs.mkdirSync(path.join(this.lists, "partial"), { recursive: true });
    fs.writeFileSync(this.configuration, withoutHooks);
    if (areFresh(this.lists)) return;
    await mustRun("apt-get", [...this.settings, "update"], this.options(log));
  }

  private options(log: string): CommandOptions {
    return { env: this.env, log };
  }
}

/** Whether the lists are there and young; fetching them touches `lists/partial`. */
function areFresh(lists: string): boolean {
  const files = fs.readdirSync(lists).filter((file) => /_Packages(\.|$)/.test(file));
  return (
    files.length > 0 && Date.now() - fs.statSync(path.join(lists, "partial")).mtimeMs < freshness
  );
}

/** The packages of `apt-get --simulate install`: `Inst jq [1.6-1] (1.6-2 Debian:12/stable [amd64])`, the old version if there is one. */
export function installedIn(simulation: string): DebianPackage[] {
  return [...simulation.matchAll(/^Inst (\S+) (?:\[\S+\] )?\((\S+) /gm)].map(
    ([, name = "", version = ""]) => ({ name, version }),
  );
}
