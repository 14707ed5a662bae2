import { existsSync } from "node:fs";
import * as path from "node:path";
import { projectRoot } from "../../../lib/project-root";
import { machineDirectory, machineLink, sharedDirectories } from "./file-system";

/** Files and directories of the machine's `/etc` that programs of `/usr` need. */
const sharedConfiguration = ["/etc/alternatives", "/etc/ld.so.cache", "/etc/ssl/openssl.cnf"];

export interface NamespaceOptions {
  readonly bwrap: string;
  readonly name: string;
  /** The machine's directory that the host sees as `/`. */
  readonly root: string;
  /** Directories to lay over the host's, by absolute path on the host. */
  readonly overlays: Readonly<Record<string, string>>;
  /** Directories of the machine that the host may write to, by absolute path on the host. */
  readonly shares: Readonly<Record<string, string>>;
  /** Directories outside `/usr` that the host's programs are in. */
  readonly programDirectories: readonly string[];
}

/**
 * The command line under which a process sees the host's file system and processes: bubblewrap with
 * a mount and a process namespace. When it ends, everything inside ends.
 */
export function insideHost(options: NamespaceOptions): readonly [string, ...string[]] {
  const { bwrap, name, root, overlays, shares } = options;
  const nodeDirectory = path.dirname(process.execPath);
  const own = [projectRoot, nodeDirectory, ...options.programDirectories].filter(
    (directory) => !directory.startsWith("/usr/"),
  );
  return [
    bwrap,
    ...["--die-with-parent", "--unshare-pid", "--unshare-ipc", "--unshare-uts", "--hostname", name],
    // The SSH server gives up its privileges itself, for which it needs them.
    ...["--cap-add", "ALL", "--bind", root, "/", "--dev", "/dev", "--proc", "/proc"],
    ...sharedDirectories.flatMap(shared),
    ...sharedConfiguration.filter((file) => existsSync(file)).flatMap(readOnly),
    ...Object.entries(overlays).flatMap(([directory, overlay]) => [
      ...["--ro-bind", directory, path.join(machineDirectory, directory)],
      ...["--ro-bind", overlay, directory],
    ]),
    ...Object.entries(shares).flatMap(([directory, shared]) => ["--bind", shared, directory]),
    ...[...new Set(own)].flatMap(readOnly),
    ...["--chdir", "/root", "--"],
  ];
}

const readOnly = (file: string) => ["--ro-bind", file, file];

/** Links are part of the host's file system; only what is a directory of its own is laid over it. */
function shared(directory: string): readonly string[] {
  return machineLink(directory) === undefined && existsSync(directory) ? readOnly(directory) : [];
}
