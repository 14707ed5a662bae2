import * as fs from "node:fs/promises";
import * as path from "node:path";
import { buildExecutables } from "./build";
import { type ExecutableName } from "./executables";
import { type SandboxLayout } from "./layout";
import { pluginDirectory } from "./toolchain/present-plugin";
import { type ProviderPlugin } from "./toolchain/provider-plugin";
import { type Toolchain } from "./toolchain/toolchain";

/** What the engine's home is made of. */
export type EngineTools = Pick<Toolchain, "pulumi" | "plugins" | "languageHost">;

/**
 * Lays out the Pulumi CLI and its plugins where the engine looks of its own accord: the language host beside the CLI,
 * each provider plugin in `PULUMI_HOME`. What it finds on PATH instead it warns of, in every run and for each of them.
 *
 * @throws with every fault that the compiler found in a stand-in
 */
export async function layOutEngine(
  layout: SandboxLayout,
  tools: EngineTools,
  plugins: readonly ProviderPlugin[],
): Promise<void> {
  await Promise.all([
    layOutCli(layout, tools),
    layOutPlugins(layout, tools, plugins),
    keepNoLogs(layout),
  ]);
}

/**
 * The CLI (3.259) writes whatever passes through it to a file of its own, sealed: 20 MB a preview, more than half of its
 * time, for those who look for a fault of the engine. It has no switch; where it cannot make its folder it goes without.
 * A lab's own CLI is its user's matter.
 */
async function keepNoLogs({ engineHome }: SandboxLayout): Promise<void> {
  const logs = path.join(engineHome, "logs");
  const there = await fs.stat(logs).catch(() => undefined);
  if (there?.isFile()) return;
  await fs.rm(logs, { recursive: true, force: true });
  await fs.mkdir(engineHome, { recursive: true });
  await fs.writeFile(logs, "In place of the folder of the CLI's automatic logs: none are kept.\n");
}

const cliName = "pulumi";
const languageHostName = "pulumi-language-nodejs";

/** An official CLI has its language host beside it already; ours gets a CLI of its own beside it. */
async function layOutCli(
  { bin }: SandboxLayout,
  { pulumi, languageHost }: EngineTools,
): Promise<void> {
  await fs.mkdir(bin, { recursive: true });
  if (languageHost === "official") {
    for (const name of [cliName, languageHostName])
      await fs.rm(path.join(bin, name), { force: true });
    return;
  }
  await linkStandIn(languageHostName, bin);
  // The CLI looks beside the file it was started as, symbolic links resolved: only another name of it will do.
  await duplicate(await fs.realpath(pulumi), path.join(bin, cliName));
}

async function layOutPlugins(
  { engineHome }: SandboxLayout,
  { plugins: resolved }: EngineTools,
  plugins: readonly ProviderPlugin[],
): Promise<void> {
  const places = plugins.map((plugin) => pluginDirectory(plugin, engineHome));
  const parent = path.join(engineHome, "plugins");
  await fs.mkdir(parent, { recursive: true });
  for (const name of await fs.readdir(parent)) {
    const present = path.join(parent, name);
    if (!places.includes(present)) await fs.rm(present, { recursive: true, force: true });
  }
  await Promise.all(
    plugins.map((plugin, index) => {
      const place = places[index] as string;
      const found = resolved[plugin.name];
      return found?.kind === "official"
        ? linkAll(found.files, place)
        : linkStandIn(`pulumi-resource-${plugin.name}`, place);
    }),
  );
}

/** Makes `directory` hold the compiled stand-in `name`. */
async function linkStandIn(name: string, directory: string): Promise<void> {
  const standIn = name as ExecutableName;
  const built = await buildExecutables([standIn]);
  await fs.mkdir(directory, { recursive: true });
  await link(built[standIn].file, path.join(directory, name));
}

/** The engine takes no directory that is a symbolic link for a plugin, so what is in it is linked. */
async function linkAll(files: readonly string[], directory: string): Promise<void> {
  await fs.mkdir(directory, { recursive: true });
  for (const file of files) await link(file, path.join(directory, path.basename(file)));
}

/** Makes `file` a symbolic link to `target`, in one step. */
async function link(target: string, file: string): Promise<void> {
  const draft = `${file}.${process.pid}.tmp`;
  await fs.rm(draft, { force: true });
  await fs.symlink(target, draft);
  await fs.rename(draft, file);
}

/** Makes `copy` a file with the content of `original`: without using space where both are on one file system. */
async function duplicate(original: string, copy: string): Promise<void> {
  if (await isDuplicate(original, copy)) return;
  const draft = `${copy}.${process.pid}.tmp`;
  await fs.rm(draft, { force: true });
  try {
    await fs.link(original, draft);
  } catch {
    const { atime, mtime } = await fs.stat(original);
    await fs.copyFile(original, draft);
    await fs.utimes(draft, atime, mtime);
  }
  await fs.rename(draft, copy);
}

async function isDuplicate(original: string, copy: string): Promise<boolean> {
  const [wanted, got] = await Promise.all(
    [original, copy].map((file) => fs.stat(file).catch(() => undefined)),
  );
  return wanted?.size === got?.size && wanted?.mtime.getTime() === got?.mtime.getTime();
}
