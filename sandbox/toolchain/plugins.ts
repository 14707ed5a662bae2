import * as fs from "node:fs";
import * as path from "node:path";
import { mustRun } from "./command";
import { type ProviderPlugin } from "./provider-plugin";
import { type ToolContext } from "./tool";

/** Whether the vendor's own executable serves, or the sandbox's stand-in for it. */
export type PluginKind = "official" | "stand-in";

/** What resolving plugins needs besides the tools' surroundings. */
export interface PluginContext extends ToolContext {
  /** The Pulumi CLI that will run them. */
  readonly pulumi: string;
  /** Where the CLI keeps plugins. */
  readonly pulumiHome: string;
  /** Tries again what was found out within the last day. */
  readonly fresh: boolean;
}

/** Where Pulumi keeps the plugins it publishes itself (`pulumi plugin install --help`). */
const pulumisServer = "https://get.pulumi.com";

/** How long a finding is believed. Milliseconds. */
const belief = 24 * 60 * 60 * 1000;

/** What was found out about one plugin, and when (milliseconds since 1970). */
interface Finding {
  readonly kind: PluginKind;
  readonly at: number;
}

type Findings = Readonly<Record<string, Finding>>;

const keyOf = ({ name, version }: ProviderPlugin) => `${name}@${version}`;

const findingsFile = ({ cache }: PluginContext) => path.join(cache.root, "plugins.json");

function readFindings(context: PluginContext): Findings {
  if (context.fresh) return {};
  try {
    return JSON.parse(fs.readFileSync(findingsFile(context), "utf8")) as Findings;
  } catch {
    return {}; // Missing or damaged: a memory that can be made again.
  }
}

function writeFindings(context: PluginContext, findings: Findings): void {
  const file = findingsFile(context);
  const draft = `${file}.${process.pid}`;
  fs.writeFileSync(draft, JSON.stringify(findings));
  fs.renameSync(draft, file);
}

function run(context: PluginContext, ...args: string[]) {
  const { env, pulumi, pulumiHome } = context;
  const quiet = { PULUMI_HOME: pulumiHome, PULUMI_SKIP_UPDATE_CHECK: "true" };
  return mustRun(pulumi, ["plugin", ...args], {
    env: { ...env, ...quiet },
    log: context.cache.newLog(`pulumi-plugin-${args.slice(0, 3).join("-")}`),
  });
}

/** Where an installed plugin is (pulumi/pulumi, sdk/go/common/workspace/plugins.go). */
export function pluginDirectory(
  { name, version }: ProviderPlugin,
  { pulumiHome }: Pick<PluginContext, "pulumiHome">,
): string {
  return path.join(pulumiHome, "plugins", `resource-${name}-v${version}`);
}

/** The keys of the plugins that are installed. */
async function installedPlugins(context: PluginContext): Promise<Set<string>> {
  const { stdout } = await run(context, "ls", "--json");
  const found = JSON.parse(stdout) as { name: string; version?: string }[];
  return new Set(
    found.map(({ name, version = "" }) => keyOf({ name, version: version.replace(/^v/, "") })),
  );
}

/** The host that has to answer for `plugin` to be downloaded. */
function serverOf({ server = pulumisServer }: ProviderPlugin): string {
  return server.replace(/^(github|gitlab):/, "https:");
}

/** Installs `plugin` if its server can be reached. A server that then fails counts as out of reach. */
async function tryToInstall(plugin: ProviderPlugin, context: PluginContext): Promise<PluginKind> {
  const { name, version, server } = plugin;
  if (!(await context.reach.answers(serverOf(plugin)))) return "stand-in";
  const from = server === undefined ? [] : ["--server", server];
  try {
    await run(context, "install", "resource", name, `v${version}`, "--exact", ...from);
    return "official";
  } catch {
    return "stand-in"; // The command's log says why; the sandbox works either way.
  }
}

const summary = (kinds: Readonly<Record<string, PluginKind>>) =>
  (["official", "stand-in"] as const)
    .map((kind) => [kind, Object.keys(kinds).filter((name) => kinds[name] === kind)] as const)
    .filter(([, names]) => names.length > 0)
    .map(([kind, names]) => `${kind}: ${names.join(", ")}`)
    .join("; ");

/**
 * Which kind of executable serves each of `plugins`, by name: the official one if it is installed or can
 * be, else the stand-in. What was found is believed for a day, unless `fresh`.
 */
export async function resolvePlugins(
  plugins: readonly ProviderPlugin[],
  context: PluginContext,
  report: (text: string) => void,
): Promise<Record<string, PluginKind>> {
  const now = Date.now();
  const known = readFindings(context);
  const isBelieved = (plugin: ProviderPlugin) => {
    const { kind, at = 0 } = known[keyOf(plugin)] ?? {};
    const isGone = kind === "official" && !fs.existsSync(pluginDirectory(plugin, context));
    return now - at < belief && !isGone;
  };

  const findings: Record<string, Finding> = { ...known };
  const unknown = plugins.filter((plugin) => !isBelieved(plugin));
  if (unknown.length > 0) {
    report("looking for the official ones");
    const installed = await installedPlugins(context);
    const decide = async (plugin: ProviderPlugin) => {
      const isInstalled = installed.has(keyOf(plugin));
      const kind = isInstalled ? "official" : await tryToInstall(plugin, context);
      findings[keyOf(plugin)] = { kind, at: now };
    };
    await Promise.all(unknown.map(decide));
    writeFindings(context, findings);
  }
  const kinds = Object.fromEntries(
    plugins.map((plugin) => [plugin.name, findings[keyOf(plugin)]?.kind ?? "stand-in"]),
  );
  report(summary(kinds));
  return kinds;
}
