import * as fs from "node:fs";
import { installPackages, type PackageManager } from "./apt";
import { executables } from "./on-path";
import { findPython } from "./python";
import { type SystemCommand } from "./system-commands";

/** Something the operating system must have; commands are the usual case. */
interface Need {
  readonly what: string;
  readonly package: string;
  readonly reason: string;
  isMet(): Promise<boolean>;
}

/** The machine as far as its packages go. */
export interface System {
  readonly env: NodeJS.ProcessEnv;
  readonly packages: PackageManager;
  /** Where servers' programs live that are not on everyone's PATH. */
  readonly moreDirectories: readonly string[];
  /** Files any of which holds the certificate authorities to trust. */
  readonly authorities: readonly string[];
}

const systemDirectories = ["/usr/local/sbin", "/usr/sbin", "/sbin"];

/** Debian and Arch, Fedora, OpenSUSE: where Go looks as well (crypto/x509, root_linux.go). */
const systemAuthorities = [
  "/etc/ssl/certs/ca-certificates.crt",
  "/etc/pki/tls/certs/ca-bundle.crt",
  "/etc/ssl/ca-bundle.pem",
];

/** This machine. */
export function thisSystem(env: NodeJS.ProcessEnv, packages: PackageManager): System {
  const authorities = [env["SSL_CERT_FILE"] ?? [], systemAuthorities].flat();
  return { env, packages, moreDirectories: systemDirectories, authorities };
}

function find({ command }: SystemCommand, { env, moreDirectories }: System): string | undefined {
  return executables(command, env, moreDirectories)[0];
}

const commandNeed = (wanted: SystemCommand, system: System): Need => ({
  ...wanted,
  what: wanted.command,
  isMet: async () => find(wanted, system) !== undefined,
});

/** What the tools' installation needs besides commands. */
const installerNeeds = ({ env, authorities }: System): Need[] => [
  {
    what: "python3 with the venv module",
    package: "python3-venv",
    reason: "moto, and Go where it is missing, are installed with it",
    isMet: async () => (await findPython(env)) !== undefined,
  },
  {
    what: "certificate authorities",
    package: "ca-certificates",
    reason: "the package registries are verified with them",
    isMet: async () => authorities.some((file) => fs.existsSync(file)),
  },
];

async function unmet(needs: readonly Need[]): Promise<Need[]> {
  const answers = await Promise.all(needs.map((need) => need.isMet()));
  return needs.filter((_, index) => answers[index] === false);
}

const listed = (needs: readonly Need[]) =>
  needs
    .map(({ what, package: name, reason }) => `- ${what} (Debian package ${name}): ${reason}`)
    .join("\n");

/** Makes the operating system meet `needs`, or throws one message with all it lacks. */
async function ensure(
  needs: readonly Need[],
  { packages }: System,
  log: string,
  report: (text: string) => void,
): Promise<void> {
  const missing = await unmet(needs);
  if (missing.length === 0) return report("all there");
  const names = [...new Set(missing.map((need) => need.package))];
  if (!packages.isUsable) {
    throw new Error(
      `This machine lacks:\n${listed(missing)}\n` +
        "Installing needs root and apt-get. Install them yourself and run the command again:\n" +
        `  sudo apt-get update && sudo apt-get install ${names.join(" ")}`,
    );
  }
  report(`installing ${names.join(", ")}`);
  await installPackages(packages, names, log);
  const still = await unmet(missing);
  if (still.length > 0) {
    throw new Error(
      `apt-get installed ${names.join(", ")}, but this is still missing:\n${listed(still)}\nSee ${log}.`,
    );
  }
  report(`installed ${names.join(", ")}`);
}

/** The absolute path of each of `commands`, by its key; missing ones are installed if that is allowed. */
export async function resolveCommands<Key extends string>(
  commands: Readonly<Record<Key, SystemCommand>>,
  system: System,
  log: string,
  report: (text: string) => void,
  { withInstallers = false } = {},
): Promise<Record<Key, string>> {
  const wanted = Object.entries<SystemCommand>(commands);
  const needs = [
    ...wanted.map(([, command]) => commandNeed(command, system)),
    ...(withInstallers ? installerNeeds(system) : []),
  ];
  await ensure(needs, system, log, report);
  const paths = wanted.map(([key, command]) => [key, find(command, system)]);
  return Object.fromEntries(paths) as Record<Key, string>;
}
