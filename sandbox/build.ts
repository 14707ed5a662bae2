import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import * as path from "node:path";
import { type BuildOptions } from "esbuild";
import { type ExecutableName, executables } from "./executables";
import { projectRoot } from "../lib/project-root";
import { buildDirectory } from "./layout";
import { writeFileAtomically } from "../lib/atomic-file";

/** A compiled program. */
export interface BuiltExecutable {
  /** Absolute path of the shell wrapper to run. */
  readonly file: string;
  /** Changes whenever a source of the program changes. */
  readonly revision: string;
}

/** What was compiled, kept beside the bundle so that an unchanged one is not compiled again. */
interface Stamp {
  readonly inputs: readonly string[];
  readonly revision: string;
}

const options = {
  absWorkingDir: projectRoot,
  bundle: true,
  platform: "node",
  target: "node20",
  format: "cjs",
  keepNames: true,
  metafile: true,
  write: false,
  logLevel: "silent",
  // Loaded from node_modules at run time: the first two carry WebAssembly, the next two are only
  // needed by parts of the Pulumi SDK that no plugin uses, and the rest is native and optional in ssh2.
  external: [
    "web-tree-sitter",
    "tree-sitter-powershell",
    "typescript",
    "ts-node",
    "cpu-features",
    "*.node",
  ],
} satisfies BuildOptions;

/**
 * Compiles programs of the sandbox into `.sandbox/build`, those with changed sources only. Two
 * builds at once do no harm: each writes its files in one step.
 *
 * @throws with every fault that the compiler found.
 */
export async function buildExecutables<Name extends ExecutableName>(
  names: readonly Name[],
): Promise<Record<Name, BuiltExecutable>> {
  await mkdir(buildDirectory, { recursive: true });
  const built = await Promise.all(
    names.map(async (name) => [name, await buildExecutable(name)] as const),
  );
  return Object.fromEntries(built) as Record<Name, BuiltExecutable>;
}

async function buildExecutable(name: ExecutableName): Promise<BuiltExecutable> {
  const file = path.join(buildDirectory, name);
  const stampFile = `${file}.json`;
  const known = readStamp(stampFile);
  if (known !== undefined && revisionOf(known.inputs) === known.revision)
    return { file, revision: known.revision };

  const { build } = await import("esbuild");
  const result = await build({ ...options, entryPoints: [executables[name].entry] });
  const inputs = Object.keys(result.metafile.inputs).sort();
  const revision = revisionOf(inputs) ?? "";
  await writeFileAtomically(bundleOf(file), result.outputFiles[0]?.contents ?? "");
  await writeWrapper(file, revision);
  await writeFileAtomically(stampFile, JSON.stringify({ inputs, revision } satisfies Stamp));
  return { file, revision };
}

const bundleOf = (file: string) => `${file}.js`;

/** What runs a bundle. */
const loader = path.join(projectRoot, "sandbox", "cached-compile.js");

/** The absolute node: what runs a wrapper may have another PATH, or none. */
async function writeWrapper(file: string, revision: string): Promise<void> {
  // Of its revision: V8 tells a source from another by its length alone.
  const cache = `${file}.${revision.slice(0, 16)}.cache`;
  await writeFileAtomically(
    file,
    `#!/bin/sh\nexec '${process.execPath}' '${loader}' '${cache}' '${bundleOf(file)}' "$@"\n`,
    0o755,
  );
}

function readStamp(file: string): Stamp | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Stamp;
  } catch {
    return undefined;
  }
}

/** A hash over the inputs' contents and how they are compiled; none if an input is gone. */
function revisionOf(inputs: readonly string[]): string | undefined {
  const hash = createHash("sha256").update(JSON.stringify([options, process.execPath, loader]));
  try {
    for (const input of inputs)
      hash.update(input).update(readFileSync(path.join(projectRoot, input)));
    return hash.digest("hex");
  } catch {
    return undefined;
  }
}
