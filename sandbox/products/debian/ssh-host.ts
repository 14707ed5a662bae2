import { createHash } from "node:crypto";
import { mkdirSync, realpathSync } from "node:fs";
import * as path from "node:path";
import { type BuiltExecutable } from "../../build";
import { type ServerSpec } from "../../supervisor/server-spec";
import {
  type HostFileSystemOptions,
  layProgramsOver,
  localPrograms,
  prepareFileSystem,
} from "./file-system";
import {
  type HostTool,
  type ProgramSource,
  type SharedDirectory,
  type SimulatedHost,
} from "../../estate/hosts";
import { insideHost } from "./namespace";
import { sshdConfig, sshPaths } from "./sshd-config";

export interface SshHostOptions extends Omit<HostFileSystemOptions, "root"> {
  /** The host's directory of the sandbox. */
  readonly directory: string;
  readonly sshd: string;
  readonly bwrap: string;
  readonly compiled: Readonly<Record<string, BuiltExecutable>>;
  readonly tools: Readonly<Record<HostTool, string>>;
  /** The machine's directory behind each thing a host may share. */
  readonly shared: Readonly<Record<SharedDirectory, string>>;
  /** The authority of the host's certificate. */
  readonly caFile: string;
  /** What the host's service finds in its environment. Default: nothing. */
  readonly serviceEnvironment?: Readonly<Record<string, string>>;
  /** Where the host's daemon listens, if it has one. */
  readonly daemonPort?: number;
}

/**
 * One simulated host: OpenSSH's own server, in a file system of its own, and the host's daemon, which
 * sees the same files.
 */
export function sshHost(options: SshHostOptions): readonly ServerSpec[] {
  const { name, host, directory, port } = options;
  const root = path.join(directory, "root");
  prepareFileSystem({ ...options, root });
  const overlays = overlaysOf(host, directory, options);
  const shares = {
    ...sharesOf(host, options.shared),
    [localPrograms]: path.join(root, localPrograms),
  };
  const files = Object.values(overlays).flatMap(({ programs }) => Object.values(programs));
  const inside = insideHost({
    bwrap: options.bwrap,
    name,
    root,
    overlays: Object.fromEntries(
      Object.entries(overlays).map(([hostDirectory, { overlay }]) => [hostDirectory, overlay]),
    ),
    shares,
    programDirectories: [options.sshd, ...files].flatMap(directoriesOf),
  });
  const config = createHash("sha256").update(sshdConfig(host, port));
  const ssh: ServerSpec = {
    name: `host-${name}`,
    command: [...inside, options.sshd, "-D", "-e", "-f", sshPaths.config],
    environment: { PATH: "/usr/sbin:/usr/bin:/sbin:/bin" },
    endpoint: `ssh://root@127.0.0.1:${port}`,
    health: { kind: "banner", port, prefix: "SSH-" },
    revision: config.update(options.hostKey.publicKey).digest("hex"),
  };
  return [ssh, ...daemonOf(options, inside), ...serviceOf(options, root, inside)];
}

function daemonOf(
  { name, host, compiled, certificate, daemonPort, caFile }: SshHostOptions,
  inside: ServerSpec["command"],
): ServerSpec[] {
  if (host.daemon === undefined) return [];
  const program = compiled[host.daemon.compiled];
  if (program === undefined || certificate === undefined || daemonPort === undefined)
    throw new Error(`the daemon of ${name} needs its program, a certificate and a port`);
  const endpoint = `https://localhost:${daemonPort}`;
  return [
    {
      name: host.daemon.compiled,
      command: [...inside, program.file],
      environment: { PATH: "/usr/sbin:/usr/bin:/sbin:/bin", PBS_PORT: String(daemonPort) },
      endpoint,
      health: { kind: "http", url: `${endpoint}/api2/json/ping`, caFile, statuses: [200] },
      revision: `${program.revision} ${certificate.fingerprint}`,
    },
  ];
}

function serviceOf(
  { name, host, serviceEnvironment = {} }: SshHostOptions,
  root: string,
  inside: ServerSpec["command"],
): ServerSpec[] {
  if (host.service === undefined) return [];
  const { program, readyFile, readyText } = host.service;
  return [
    {
      name: path.basename(program),
      command: [...inside, program],
      environment: { PATH: "/usr/sbin:/usr/bin:/sbin:/bin", ...serviceEnvironment },
      endpoint: `a socket on ${name}`,
      health: { kind: "file", file: path.join(root, readyFile), text: readyText },
    },
  ];
}

/** For each directory of the host that it shares, the machine's, which is made if it is not there yet. */
function sharesOf(
  { shares = {} }: SimulatedHost,
  shared: SshHostOptions["shared"],
): Record<string, string> {
  const directories = Object.entries(shares).map(([directory, what]) => [directory, shared[what]]);
  for (const [, source = ""] of directories) mkdirSync(source, { recursive: true });
  return Object.fromEntries(directories) as Record<string, string>;
}

interface Overlay {
  readonly overlay: string;
  readonly programs: Readonly<Record<string, string>>;
}

/** For each directory of the host that gets programs, the directory to lay over it. */
function overlaysOf(
  host: SimulatedHost,
  directory: string,
  sources: Pick<SshHostOptions, "compiled" | "tools">,
): Record<string, Overlay> {
  const overlays: Record<string, Overlay> = {};
  for (const [file, source] of Object.entries(host.programs)) {
    const hostDirectory = path.dirname(file);
    const overlay = path.join(directory, "overlays", hostDirectory);
    const programs = {
      ...overlays[hostDirectory]?.programs,
      [path.basename(file)]: locate(source, sources),
    };
    overlays[hostDirectory] = { overlay, programs };
    layProgramsOver(overlay, hostDirectory, programs);
  }
  return overlays;
}

/** Where a program is, and where it really is if that is a link. */
function directoriesOf(file: string): string[] {
  return [file, realpathSync(file)].map((each) => path.dirname(each));
}

function locate(
  source: ProgramSource,
  { compiled, tools }: Pick<SshHostOptions, "compiled" | "tools">,
): string {
  if ("file" in source) return source.file;
  const file = "tool" in source ? tools[source.tool] : compiled[source.compiled]?.file;
  if (file === undefined)
    throw new Error(`a simulated host needs "${JSON.stringify(source)}", which was not compiled`);
  return file;
}
