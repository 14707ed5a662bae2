import * as fs from "node:fs";
import * as path from "node:path";
import { step, type Step } from "../../lib/progress/step";
import { runSteps, type Results, type RunOptions } from "../../lib/progress/steps";
import { ToolCache, cacheRoot } from "./cache";
import { jq } from "./jq";
import { mc, minio } from "./minio-tools";
import { moto } from "./moto";
import { resolvePlugins, type PluginKind, type ResolvedPlugin } from "./plugins";
import { declaredPlugins } from "./provider-plugin";
import { pulumiCli } from "./pulumi-cli";
import { Reach } from "./reach";
import { resolveTool } from "./resolve-tool";
import { restic } from "./restic";
import { resolveCommands, thisSystem } from "./system";
import {
  databaseCommands,
  lintCommands,
  sandboxCommands,
  type SystemCommand,
} from "./system-commands";
import { type Tool, type ToolContext } from "./tool";
import { Turns } from "./turns";
import { zizmor } from "./zizmor";

/** The absolute path of each of the operating system's programs that the sandbox uses. */
type SystemCommands = Readonly<
  Record<keyof typeof sandboxCommands | keyof typeof databaseCommands, string>
>;

/** Everything the sandbox runs; paths are absolute. */
export interface Toolchain extends SystemCommands {
  readonly pulumi: string;
  readonly minio: string;
  readonly mc: string;
  readonly restic: string;
  readonly jq: string;
  /** A Python that runs `-m moto.server`. */
  readonly motoPython: string;
  /** By Pulumi's name of the provider: `aws`, `command`, `minio`, `proxmoxve`. */
  readonly plugins: Readonly<Record<string, ResolvedPlugin>>;
  /** The Node.js language host: the official one comes only with the official CLI. */
  readonly languageHost: PluginKind;
}

/** How the toolchain is resolved; all fields have working defaults. */
export interface ToolchainOptions {
  /** Where programs are looked for; Debian packages that are unpacked are added to it. Default: the process's own. */
  readonly env?: NodeJS.ProcessEnv;
  /** Whether Debian packages that cannot be unpacked may be installed on the machine. Default: no. */
  readonly mayInstall?: boolean;
  /** Asks servers of official provider plugins again that were out of reach within the last day. */
  readonly fresh?: boolean;
}

/** The steps that resolve a toolchain, for running beside others, and how to read their results. */
export interface ToolchainSteps {
  readonly steps: readonly Step[];
  readonly toolchain: (results: Results) => Toolchain;
}

function contextFor(env: NodeJS.ProcessEnv): ToolContext {
  const cache = new ToolCache(cacheRoot(env));
  return { env, cache, reach: new Reach(), compilers: new Turns() };
}

/** Official CLIs have their language hosts beside them. */
export function languageHostOf(pulumi: string): PluginKind {
  const beside = path.join(path.dirname(fs.realpathSync(pulumi)), "pulumi-language-nodejs");
  return fs.existsSync(beside) ? "official" : "stand-in";
}

/** The steps of `resolveToolchain`. */
export function toolchainSteps({
  env = process.env,
  fresh = false,
  mayInstall = false,
}: ToolchainOptions = {}): ToolchainSteps {
  const context = contextFor(env);
  const { cache } = context;
  // Shared by all clones: plugins, not state.
  const pulumiHome = path.join(cache.root, "pulumi-home");

  const commands = step("System packages", async ({ detail }) =>
    resolveCommands(
      sandboxCommands,
      thisSystem(env, cache, mayInstall),
      cache.newLog("packages"),
      detail,
      { withInstallers: true },
    ),
  );
  const databases = step(
    "PostgreSQL",
    async ({ detail }) =>
      resolveCommands(
        databaseCommands,
        thisSystem(env, cache, mayInstall),
        cache.newLog("postgresql"),
        detail,
      ),
    // One after the other: both may unpack packages, and add them to the PATH.
    [commands],
  );
  const tool = (wanted: Tool) =>
    step(wanted.title, async ({ detail }) => resolveTool(wanted, context, detail), [commands]);
  const tools = {
    pulumi: tool(pulumiCli),
    minio: tool(minio),
    mc: tool(mc),
    restic: tool(restic),
    jq: tool(jq),
    moto: tool(moto),
  };
  const plugins = step(
    "Provider plugins",
    async ({ detail, result }) => {
      const pulumi = result(tools.pulumi);
      return resolvePlugins(declaredPlugins(), { ...context, pulumi, pulumiHome, fresh }, detail);
    },
    [tools.pulumi],
  );

  return {
    steps: [commands, databases, ...Object.values(tools), plugins],
    toolchain: (results) => ({
      ...results.of(commands),
      ...results.of(databases),
      pulumi: results.of(tools.pulumi),
      minio: results.of(tools.minio),
      mc: results.of(tools.mc),
      restic: results.of(tools.restic),
      jq: results.of(tools.jq),
      motoPython: results.of(tools.moto),
      plugins: results.of(plugins),
      languageHost: languageHostOf(results.of(tools.pulumi)),
    }),
  };
}

/** Finds or installs everything the sandbox runs, showing each step. Throws `StepsFailed` with every fault. */
export async function resolveToolchain(
  options: ToolchainOptions & RunOptions = {},
): Promise<Toolchain> {
  const { steps, toolchain } = toolchainSteps(options);
  return toolchain(await runSteps(steps, options));
}

/** What linting runs; paths are absolute. */
type LintTools = Readonly<Record<keyof typeof lintCommands | "zizmor", string>>;

/** The absolute path of each program that linting uses; a missing one is put into the cache, or installed with the word. */
export async function resolveLintTools(
  options: ToolchainOptions & RunOptions = {},
): Promise<LintTools> {
  const { env = process.env } = options;
  const context = contextFor(env);
  const programs = programsStep(lintCommands, { ...options, withInstallers: true });
  const auditor = step(zizmor.title, async ({ detail }) => resolveTool(zizmor, context, detail), [
    programs,
  ]);
  const results = await runSteps([programs, auditor], options);
  return { ...results.of(programs), zizmor: results.of(auditor) };
}

function programsStep<Key extends string>(
  commands: Readonly<Record<Key, SystemCommand>>,
  {
    env = process.env,
    mayInstall = false,
    withInstallers = false,
  }: ToolchainOptions & { readonly withInstallers?: boolean },
) {
  const cache = new ToolCache(cacheRoot(env));
  return step("System packages", async ({ detail }) =>
    resolveCommands(
      commands,
      thisSystem(env, cache, mayInstall),
      cache.newLog("packages"),
      detail,
      { withInstallers },
    ),
  );
}
