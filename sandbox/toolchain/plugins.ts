import * as path from "node:path";
import { mustRun } from "./command";
import { presentPlugin } from "./present-plugin";
import { type ProviderPlugin } from "./provider-plugin";
import { Reach } from "./reach";
import { RefusedDownloads } from "./refused-downloads";
import { type ToolContext } from "./tool";

/** Whether the vendor's own executable serves, or the sandbox's stand-in for it. */
export type PluginKind = "official" | "stand-in";

/** What serves one provider. */
export interface ResolvedPlugin {
  readonly kind: PluginKind;
  /** Absolute paths of what the official one consists of; none for a stand-in. */
  readonly files: readonly string[];
}

/** What resolving plugins needs besides the tools' surroundings. */
export interface PluginContext extends ToolContext {
  /** The Pulumi CLI that will run them. */
  readonly pulumi: string;
  /** Where the CLI keeps plugins. */
  readonly pulumiHome: string;
  /** Asks again, and waits shortly, for servers that were out of reach within the last day. */
  readonly fresh: boolean;
}

/** Where Pulumi keeps the plugins it publishes itself (`pulumi plugin install --help`). */
const pulumisServer = "https://get.pulumi.com";

/** How long a server that was out of reach before may take to answer. Milliseconds. */
const shortPatience = 1_000;

const standIn: ResolvedPlugin = { kind: "stand-in", files: [] };

const keyOf = ({ name, version }: ProviderPlugin) => `${name}@${version}`;

/** The CLI's home of this user: a plugin that somebody installs by hand goes there. */
const ownHome = (env: NodeJS.ProcessEnv) => path.join(env["HOME"] ?? "/", ".pulumi");

/** The host that has to answer for `plugin` to be downloaded. */
function serverOf({ server = pulumisServer }: ProviderPlugin): string {
  return server.replace(/^(github|gitlab):/, "https:");
}

/** Installs `plugin` into the shared home. @throws what the CLI said */
async function install({ name, version, server }: ProviderPlugin, context: PluginContext) {
  const { env, pulumi, pulumiHome, cache } = context;
  const from = server === undefined ? [] : ["--server", server];
  const args = ["plugin", "install", "resource", name, `v${version}`, "--exact", ...from];
  const quiet = { PULUMI_HOME: pulumiHome, PULUMI_SKIP_UPDATE_CHECK: "true" };
  await mustRun(pulumi, args, {
    env: { ...env, ...quiet },
    log: cache.newLog(`pulumi-plugin-${name}`),
  });
}

/** Resolves a list of plugins. */
class Search {
  private readonly refused: RefusedDownloads;
  private readonly shortReach = new Reach(shortPatience);
  private readonly homes: readonly string[];

  constructor(private readonly context: PluginContext) {
    this.refused = new RefusedDownloads(context.cache);
    this.homes = [context.pulumiHome, ownHome(context.env)];
  }

  /** What serves `plugin`, and what is to be said of it, if anything. */
  async find(plugin: ProviderPlugin): Promise<{ found: ResolvedPlugin; remark?: string }> {
    const { files, others } = await presentPlugin(plugin, this.homes, this.context.env);
    if (files !== undefined) return { found: { kind: "official", files } };
    if (await this.download(plugin)) {
      const { files = [] } = await presentPlugin(plugin, this.homes, {});
      if (files.length > 0) return { found: { kind: "official", files } };
    }
    const { name, version } = plugin;
    if (others.length === 0) return { found: standIn };
    const fix = `pulumi plugin install resource ${name} v${version}`;
    const remark = `${name}: found ${others.join(" and ")}, wanted ${version}, fix: ${fix}`;
    return { found: standIn, remark };
  }

  /** Whether `plugin` could be downloaded. A server that answers and then fails is not tried again for a day. */
  private async download(plugin: ProviderPlugin): Promise<boolean> {
    const before = this.refused.of(keyOf(plugin));
    const { fresh, reach } = this.context;
    if (before === "failed" || (before !== undefined && !fresh)) return false;
    const patient = before === undefined ? reach : this.shortReach;
    if (!(await patient.answers(serverOf(plugin)))) return this.refuse(plugin, "out of reach");
    try {
      await install(plugin, this.context);
      return true;
    } catch {
      return this.refuse(plugin, "failed"); // The command's log says why; the sandbox works either way.
    }
  }

  private refuse(plugin: ProviderPlugin, why: "out of reach" | "failed"): false {
    this.refused.add(keyOf(plugin), why);
    return false;
  }
}

const summary = (found: Readonly<Record<string, ResolvedPlugin>>) =>
  (["official", "stand-in"] as const)
    .map((kind) => [kind, Object.keys(found).filter((name) => found[name]?.kind === kind)] as const)
    .filter(([, names]) => names.length > 0)
    .map(([kind, names]) => `${kind}: ${names.join(", ")}`);

/**
 * What serves each of `plugins`, by name: the official one if it is on this machine or can be downloaded, else the
 * stand-in. The machine is looked at each time; that a download is refused is believed for a day. One of another version
 * than the pinned one is named, and not used.
 */
export async function resolvePlugins(
  plugins: readonly ProviderPlugin[],
  context: PluginContext,
  report: (text: string) => void,
): Promise<Record<string, ResolvedPlugin>> {
  const search = new Search(context);
  report("looking for the official ones");
  const results = await Promise.all(
    plugins.map(async (plugin) => ({ name: plugin.name, ...(await search.find(plugin)) })),
  );
  const found = Object.fromEntries(results.map(({ name, found }) => [name, found]));
  report([...summary(found), ...results.flatMap(({ remark }) => remark ?? [])].join("; "));
  return found;
}
