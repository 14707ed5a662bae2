import * as fs from "node:fs";
import * as path from "node:path";
import { executables, isScript } from "./on-path";
import { findPython, pipWheel } from "./python";
import { type SystemCommand } from "./system-commands";
import { fileIn, type UnpackedPackage } from "./unpack";

/** Something the operating system must have; commands are the usual case. */
export interface Need {
  readonly what: string;
  /** The Debian package that has it. */
  readonly package: string;
  readonly reason: string;
  /** What of the package is run. */
  readonly commands: readonly string[];
  isMet(env: NodeJS.ProcessEnv): Promise<boolean>;
  /** Tells `env` where it is, now that its package is unpacked. */
  use(unpacked: UnpackedPackage, env: NodeJS.ProcessEnv): void;
}

/** Where to look besides PATH. */
export interface Places {
  /** Where servers' programs live that are not on everyone's PATH. */
  readonly moreDirectories: readonly string[];
  /** Files any of which holds the certificate authorities to trust. */
  readonly authorities: readonly string[];
  /** Where scripts bring with them what they need: the machine's own programs, and what was unpacked for this project. */
  readonly wholeDirectories: readonly string[];
}

/**
 * The file of a program, if it is there. What hosts run as well is one that runs there: they see its directory and
 * no more, and a script elsewhere (a version manager's shim) runs what lies outside of it.
 */
export function commandFile(
  { command, onHosts }: SystemCommand,
  env: NodeJS.ProcessEnv,
  { moreDirectories, wholeDirectories }: Places,
): string | undefined {
  const isWhole = (file: string) =>
    wholeDirectories.some((directory) => file.startsWith(path.join(directory, path.sep))) ||
    !isScript(file);
  return executables(command, env, moreDirectories).find((file) => !onHosts || isWhole(file));
}

/** Behind all that the machine has of its own, which is used as it is. */
function appendToPath({ directory }: UnpackedPackage, env: NodeJS.ProcessEnv): void {
  env["PATH"] = [env["PATH"], directory].filter((part) => part).join(path.delimiter);
}

/** A program of the operating system. */
export function commandNeed(wanted: SystemCommand, places: Places): Need {
  return {
    ...wanted,
    what: wanted.command,
    commands: [wanted.command],
    isMet: async (env) => commandFile(wanted, env, places) !== undefined,
    use: appendToPath,
  };
}

/** What the tools' installation needs besides commands. */
export function installerNeeds({ authorities }: Places): Need[] {
  return [
    {
      what: "python3 with the venv module",
      package: "python3-venv",
      reason: "moto, zizmor, and Go where it is missing, are installed with it",
      commands: ["python3"],
      isMet: async (env) => (await findPython(env)) !== undefined,
      use: (unpacked, env) => {
        appendToPath(unpacked, env);
        env[pipWheel] = fileIn(unpacked, "usr/share/python-wheels", /^pip-.*\.whl$/);
      },
    },
    {
      what: "certificate authorities",
      package: "ca-certificates",
      reason: "the package registries are verified with them",
      commands: [],
      isMet: async (env) =>
        [env["SSL_CERT_FILE"] ?? [], authorities].flat().some((file) => fs.existsSync(file)),
      use: (unpacked, env) => {
        const bundle = authoritiesOf(unpacked);
        // Go's variable and pip's.
        for (const name of ["SSL_CERT_FILE", "PIP_CERT"]) env[name] = bundle;
      },
    },
  ];
}

/** What update-ca-certificates(8) would make of the package: every authority in one file. */
function authoritiesOf({ directory }: UnpackedPackage): string {
  const bundle = path.join(directory, "authorities.crt");
  const sources = path.join(directory, "usr/share/ca-certificates");
  const files = fs.readdirSync(sources, { recursive: true, encoding: "utf8" });
  const texts = files
    .filter((file) => file.endsWith(".crt"))
    .sort()
    .map((file) => fs.readFileSync(path.join(sources, file), "utf8"));
  fs.writeFileSync(bundle, texts.join("\n"));
  return bundle;
}
