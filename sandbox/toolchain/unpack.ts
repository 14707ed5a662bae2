import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { type Apt } from "./apt";
import { type ToolCache } from "./cache";
import { missingLibraries, wrapCommand } from "./wrapper";

/** Where the release of the distribution is written (os-release(5)). */
const releaseFile = "/etc/os-release";

/** Packages whose programs only work with the loader of the very same version, which is the machine's. */
const unmixable = ["libc6"];

/** Part of the key: what is made of a package's files besides unpacking them. */
const layout = 1;

/** A Debian package, unpacked in the cache instead of installed on the machine. */
export interface UnpackedPackage {
  /** Holds the package's root, and each wanted command that it has. */
  readonly directory: string;
}

/** What unpacking needs of its surroundings. */
export interface Unpacking {
  readonly apt: Apt;
  readonly cache: ToolCache;
  /** A log file for whatever is run. */
  readonly log: string;
}

/**
 * The Debian package `name` with the libraries that the machine lacks, unpacked in the cache, where it is found again:
 * no script of the package runs, and nothing outside of the cache is written.
 *
 * @param commands - what of it is to be run
 * @throws Error with what apt said, or why the package cannot be used from there
 */
export async function unpackPackage(
  name: string,
  commands: readonly string[],
  { apt, cache, log }: Unpacking,
  report: (text: string) => void,
): Promise<UnpackedPackage> {
  const key = keyOf(name, commands);
  await cache.obtain(
    key,
    async (directory) => {
      report(`unpacking ${name}`);
      const packages = await apt.closure(name, log);
      const fixed = packages.filter((each) => unmixable.includes(each.name));
      if (fixed.length > 0) {
        const versions = fixed.map((each) => `${each.name} ${each.version}`).join(", ");
        throw new Error(`${name} needs ${versions}, and the machine has an older one`);
      }
      await apt.unpack(packages, directory, log);
      for (const command of commands) wrapCommand(directory, command);
      const missing = await missingLibraries(directory);
      if (missing.length > 0) {
        throw new Error(`${name} was unpacked and lacks ${missing.join(", ")}`);
      }
    },
    (owner) => report(`waiting for process ${owner}, which is unpacking ${name}`),
  );
  return { directory: cache.directory(key) };
}

/** What is installed is left out of the tree, so it is good for one release of the distribution. */
function keyOf(name: string, commands: readonly string[]): string {
  const release = fs.existsSync(releaseFile) ? fs.readFileSync(releaseFile, "utf8") : "";
  const what = JSON.stringify([release, layout, ...commands]);
  const digest = createHash("sha256").update(what).digest("hex").slice(0, 16);
  return `${name}-${process.platform}-${process.arch}-${digest}`;
}

/** The one file whose name `pattern` fits in `directory` of the package, if there is one. */
export function fileIn(
  { directory: root }: UnpackedPackage,
  directory: string,
  pattern: RegExp,
): string | undefined {
  const place = path.join(root, directory);
  if (!fs.existsSync(place)) return undefined;
  const name = fs.readdirSync(place).find((each) => pattern.test(each));
  return name === undefined ? undefined : path.join(place, name);
}
