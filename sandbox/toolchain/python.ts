import * as path from "node:path";
import { mustRun, runCommand } from "./command";
import { executables } from "./on-path";
import { pinFile, pinText } from "./pins";
import { type Source, type ToolContext } from "./tool";

/** The interpreter that environments are made from. */
export interface Python {
  readonly executable: string;
  /** For instance `3.11.7`. */
  readonly version: string;
  /** The wheel to run pip from; without one the interpreter puts its own into each environment. */
  readonly wheel: string | undefined;
}

/**
 * The variable that names a wheel of pip, for an interpreter that brings none; or that looks for its own below /usr, where
 * an unpacked one has nothing.
 */
export const pipWheel = "SANDBOX_PIP_WHEEL";

/** The pinned packages name this as their oldest Python. */
const oldestMinor = 11;

/** Fails unless the interpreter can make environments; prints what it is, and last whether it has pip for them. */
const introduction = [
  "import importlib.util, json, sys, venv",
  'has_pip = importlib.util.find_spec("ensurepip") is not None',
  "print(json.dumps([sys.executable, *sys.version_info[:3], has_pip]))",
].join("\n");

async function introduce(candidate: string, env: NodeJS.ProcessEnv): Promise<Python | undefined> {
  const options = { env, timeout: 10_000 };
  const { code, stdout } = await runCommand(candidate, ["-c", introduction], options);
  if (code !== 0) return undefined;
  const [executable, major, minor, patch, hasPip] = JSON.parse(stdout) as [
    string,
    number,
    number,
    number,
    boolean,
  ];
  const wheel = env[pipWheel];
  const fits = major === 3 && minor >= oldestMinor && (hasPip || wheel !== undefined);
  return fits ? { executable, version: [major, minor, patch].join("."), wheel } : undefined;
}

/** The first Python on PATH that is new enough and can make environments. */
export async function findPython(env: NodeJS.ProcessEnv): Promise<Python | undefined> {
  for (const candidate of executables("python3", env)) {
    const python = await introduce(candidate, env);
    if (python !== undefined) return python;
  }
  return undefined;
}

/** As `findPython`, but throws if there is none. */
export async function mustFindPython(env: NodeJS.ProcessEnv): Promise<Python> {
  const python = await findPython(env);
  if (python !== undefined) return python;
  throw new Error(
    `No python3 on PATH is 3.${oldestMinor} or later with the venv and ensurepip modules. ` +
      "On Debian: sudo apt-get install python3-venv.",
  );
}

/** An environment is tied to the interpreter it was made from, so that is part of its pins. */
async function pins(file: string, { env }: ToolContext): Promise<string> {
  const { executable, version } = await mustFindPython(env);
  return [pinText(`python/${file}`), executable, version].join("\n");
}

/** Where a Python package's files go. */
export interface Layout {
  /** Below the installation; `undefined` leaves them in the environment. */
  readonly target?: string;
}

/** The packages of `python/<file>`, each verified by its pinned hash, in an environment of their own. */
export function pythonPackages(file: string, { target }: Layout = {}): Source {
  return {
    name: "the Python package index",
    pins: (context) => pins(file, context),
    isAvailable: async () => true,
    async install({ directory, env, log, report }) {
      const { executable, wheel } = await mustFindPython(env);
      const options = { env, log };
      report("making a Python environment");
      const without = wheel === undefined ? [] : ["--without-pip"];
      await mustRun(executable, ["-m", "venv", ...without, directory], options);
      report("installing pinned Python packages");
      const checked = [
        "--require-hashes",
        "--only-binary",
        ":all:",
        "-r",
        pinFile(`python/${file}`),
      ];
      const place = target === undefined ? [] : ["--target", path.join(directory, target)];
      const quiet = ["--disable-pip-version-check", "--no-input", "--progress-bar", "off"];
      // A wheel is a zip file, in which Python finds packages as in a folder.
      const program = wheel === undefined ? ["-m", "pip"] : [path.join(wheel, "pip")];
      const pip = [...program, "install", ...quiet, ...place, ...checked];
      await mustRun(path.join(directory, "bin", "python"), pip, options);
    },
  };
}
