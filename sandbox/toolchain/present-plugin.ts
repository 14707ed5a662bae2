import * as fs from "node:fs";
import * as path from "node:path";
import { executables } from "./on-path";
import { pluginVersion } from "./plugin-version";
import { type ProviderPlugin } from "./provider-plugin";

/** What is on this machine of one provider plugin. */
export interface PresentPlugin {
  /** The official one's files in the pinned version, absolute paths; left out where there is none. */
  readonly files?: readonly string[];
  /** Those of another version, for people: `1.2.0 at /root/.pulumi/plugins/resource-command-v1.2.0`. */
  readonly others: readonly string[];
}

/** Where an installed plugin is (pulumi/pulumi, sdk/go/common/workspace/plugins.go). */
export function pluginDirectory({ name, version }: ProviderPlugin, pulumiHome: string): string {
  return path.join(pulumiHome, "plugins", `resource-${name}-v${version}`);
}

/**
 * Looks for `plugin` in the homes of Pulumi CLIs and on PATH; takes milliseconds unless one is on PATH, which is started
 * to ask for its version.
 */
export async function presentPlugin(
  plugin: ProviderPlugin,
  homes: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<PresentPlugin> {
  const installed = homes.map((home) => installedFiles(plugin, home)).find((files) => files);
  if (installed !== undefined) return { files: installed, others: [] };
  const onPath = await Promise.all(
    executables(`pulumi-resource-${plugin.name}`, env).map(async (file) => ({
      file,
      version: await pluginVersion(file, env),
    })),
  );
  const pinned = onPath.find(({ version }) => version === plugin.version);
  const others = [
    ...homes.flatMap((home) => otherVersions(plugin, home)),
    ...onPath.map(({ file, version = "an unknown version" }) => `${version} at ${file}`),
  ];
  return pinned === undefined ? { others } : { files: [pinned.file], others: [] };
}

/** One whose installation was interrupted, or is under way, has a mark beside it (ibid., PartialFilePath). */
function installedFiles(plugin: ProviderPlugin, home: string): string[] | undefined {
  const directory = pluginDirectory(plugin, home);
  const isWhole =
    fs.existsSync(path.join(directory, `pulumi-resource-${plugin.name}`)) &&
    !fs.existsSync(`${directory}.partial`);
  if (!isWhole) return undefined;
  return fs.readdirSync(directory).map((name) => path.join(directory, name));
}

function otherVersions({ name, version }: ProviderPlugin, home: string): string[] {
  const plugins = path.join(home, "plugins");
  const prefix = `resource-${name}-v`;
  if (!fs.existsSync(plugins)) return [];
  return fs
    .readdirSync(plugins)
    .filter(
      (entry) =>
        entry.startsWith(prefix) &&
        /^\d[^/]*(?<!\.partial|\.lock)$/.test(entry.slice(prefix.length)),
    )
    .map((entry) => [entry.slice(prefix.length), path.join(plugins, entry)] as const)
    .filter(([other]) => other !== version)
    .map(([other, directory]) => `${other} at ${directory}`);
}
