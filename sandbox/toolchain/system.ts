import { messageOf } from "../../lib/progress/message-of";
import { sharedDirectories } from "../products/debian/file-system";
import { Apt } from "./apt";
import { type ToolCache } from "./cache";
import { canInstall, installPackages, type Machine, thisMachine } from "./install-packages";
import { commandFile, commandNeed, installerNeeds, type Need, type Places } from "./needs";
import { type SystemCommand } from "./system-commands";
import { unpackPackage } from "./unpack";
import { postgresqlDirectories } from "./wrapper";

/** The machine as far as its packages go. */
export interface System extends Places {
  /** What is unpacked is added to it: to its PATH, and where else programs look. */
  readonly env: NodeJS.ProcessEnv;
  readonly cache: ToolCache;
  readonly apt: Apt;
  readonly machine: Machine;
  /** Whether packages that cannot be unpacked may be installed on the machine. */
  readonly mayInstall: boolean;
}

const systemDirectories = ["/usr/local/sbin", "/usr/sbin", "/sbin"];

/** Debian and Arch, Fedora, OpenSUSE: where Go looks as well (crypto/x509, root_linux.go). */
const systemAuthorities = [
  "/etc/ssl/certs/ca-certificates.crt",
  "/etc/pki/tls/certs/ca-bundle.crt",
  "/etc/ssl/ca-bundle.pem",
];

/** This machine. */
export function thisSystem(env: NodeJS.ProcessEnv, cache: ToolCache, mayInstall: boolean): System {
  return {
    ...{ env, cache, mayInstall },
    apt: new Apt(env, `${cache.root}/apt`),
    machine: thisMachine(env),
    moreDirectories: [...systemDirectories, ...postgresqlDirectories("/")],
    authorities: systemAuthorities,
    wholeDirectories: [...sharedDirectories, cache.root],
  };
}

/** Packages have to be installed, which needs the word. Its message says all of it. */
export class InstallationRefused extends Error {}

async function unmet(needs: readonly Need[], { env }: System): Promise<Need[]> {
  const answers = await Promise.all(needs.map((need) => need.isMet(env)));
  return needs.filter((_, index) => answers[index] === false);
}

const listed = (needs: readonly Need[]) =>
  needs
    .map(({ what, package: name, reason }) => `- ${what} (Debian package ${name}): ${reason}`)
    .join("\n");

const packagesOf = (needs: readonly Need[]) => [...new Set(needs.map((need) => need.package))];

/** Unpacks the package of each of `needs`, and resolves to what went wrong. */
async function unpackAll(
  needs: readonly Need[],
  { env, apt, cache }: System,
  log: string,
  report: (text: string) => void,
): Promise<string[]> {
  if (!apt.isThere) return ["there is no apt-get here to fetch Debian packages with"];
  const faults: string[] = [];
  for (const name of packagesOf(needs)) {
    const wanting = needs.filter((need) => need.package === name);
    const commands = wanting.flatMap((need) => need.commands);
    try {
      const unpacked = await unpackPackage(name, commands, { apt, cache, log }, report);
      for (const need of wanting) need.use(unpacked, env);
    } catch (error) {
      faults.push(`${name}: ${messageOf(error)}`);
    }
  }
  return faults;
}

/** Says what is missing, why it cannot be unpacked, and how it gets there. */
function refusal(missing: readonly Need[], faults: readonly string[], machine: Machine): Error {
  const names = packagesOf(missing).join(" ");
  const byHand = `sudo apt-get update && sudo apt-get install ${names}`;
  const lines = [
    `This machine lacks:\n${listed(missing)}`,
    "They could not be unpacked for this project alone:",
    ...(faults.length > 0 ? faults : ["what was unpacked does not have them"]).map(
      (fault) => `- ${fault}`,
    ),
  ];
  if (!canInstall(machine)) {
    const hint = `Install them yourself and run the command again:\n  ${byHand}`;
    return new Error([...lines, hint].join("\n"));
  }
  return new InstallationRefused(
    [
      ...lines,
      "Installing them changes this machine (apt-get install; no service is started or left enabled), and was not asked " +
        "for. npm start, npm test and npm run check do it with -- --yes, or do it yourself:",
      `  ${byHand}`,
    ].join("\n"),
  );
}

/** Makes the operating system, or what is beside it in the cache, meet `needs`; or throws one message with all it lacks. */
async function ensure(
  needs: readonly Need[],
  system: System,
  log: string,
  report: (text: string) => void,
): Promise<void> {
  const missing = await unmet(needs, system);
  if (missing.length === 0) return report("all there");
  const faults = await unpackAll(missing, system, log, report);
  const left = await unmet(missing, system);
  if (left.length === 0) return report(`unpacked in the cache: ${packagesOf(missing).join(", ")}`);
  if (!system.mayInstall || !canInstall(system.machine)) {
    throw refusal(left, faults, system.machine);
  }
  const names = packagesOf(left);
  report(`installing ${names.join(", ")}`);
  await installPackages(system.machine, names, log);
  const still = await unmet(left, system);
  if (still.length > 0) {
    throw new Error(
      `apt-get installed ${names.join(", ")}, but this is still missing:\n${listed(still)}\nSee ${log}.`,
    );
  }
  report(`installed ${names.join(", ")}`);
}

/** The absolute path of each of `commands`, by its key; missing ones are unpacked in the cache, or installed with the word. */
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
  const paths = wanted.map(([key, command]) => [key, commandFile(command, system.env, system)]);
  return Object.fromEntries(paths) as Record<Key, string>;
}
