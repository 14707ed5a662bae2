import {
  chmodSync,
  copyFileSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import * as path from "node:path";
import { type ServerCertificate } from "../../estate/certificates";
import { type SimulatedHost } from "../../estate/hosts";
import { type SshKey } from "./ssh-keys";
import { sshdConfig, sshPaths } from "./sshd-config";

/** Where a host sees the machine's own directories that its programs are laid over. */
export const machineDirectory = "/machine";

/** Directories of the machine that every host shares, read-only. Debian links all but the first into it. */
export const sharedDirectories = ["/usr", "/bin", "/sbin", "/lib", "/lib64"];

/** Where a shared directory of the machine leads, if it is a link there. */
export function machineLink(directory: string): string | undefined {
  const entry = lstatSync(directory, { throwIfNoEntry: false });
  return entry?.isSymbolicLink() ? readlinkSync(directory) : undefined;
}

/** Where an administrator of a host puts programs: the one part of its `/usr` that is its own. */
export const localPrograms = "/usr/local/sbin";

const directories: Readonly<Record<string, number>> = {
  etc: 0o755,
  "etc/ssh": 0o755,
  "etc/ssl/certs": 0o755,
  mnt: 0o755,
  root: 0o700,
  "root/.ssh": 0o700,
  "run/lock": 0o1777,
  "run/sshd": 0o755,
  tmp: 0o1777,
  [localPrograms.slice(1)]: 0o755,
  "var/lib": 0o755,
  "var/log": 0o755,
  "var/tmp": 0o1777,
};

export interface HostFileSystemOptions {
  readonly name: string;
  readonly host: SimulatedHost;
  /** The machine's directory that the host sees as `/`. */
  readonly root: string;
  readonly port: number;
  readonly hostKey: SshKey;
  readonly clientKey: SshKey;
  readonly caBundleFile: string;
  readonly certificate?: ServerCertificate;
}

/** Lays out what a host needs below its root. What the host itself has made there stays. */
export function prepareFileSystem(options: HostFileSystemOptions): void {
  const { name, host, root, hostKey, clientKey, certificate } = options;
  for (const [directory, mode] of Object.entries(directories)) {
    mkdirSync(path.join(root, directory), { recursive: true });
    // Apart, because the umask takes bits away from a new directory.
    chmodSync(path.join(root, directory), mode);
  }
  for (const directory of sharedDirectories) linkLikeMachine(root, directory);
  const write = (file: string, content: string) =>
    writeFileSync(path.join(root, file), content, { mode: 0o644 });
  write(
    "/etc/passwd",
    accounts(host, ":x:0:0:root:/root:/bin/bash", ":x:100:65534::/run/sshd:/usr/sbin/nologin"),
  );
  write("/etc/group", accounts(host, ":x:0:", ":x:100:"));
  write("/etc/nsswitch.conf", "passwd: files\ngroup: files\nhosts: files\n");
  write("/etc/hostname", `${name}\n`);
  write("/etc/hosts", `127.0.0.1 localhost ${name}\n`);
  write(sshPaths.config, sshdConfig(host, options.port));
  write(sshPaths.authorizedKeys, `${clientKey.publicKey}\n`);
  const copy = (from: string, to: string) => {
    mkdirSync(path.dirname(path.join(root, to)), { recursive: true, mode: 0o700 });
    copyFileSync(from, path.join(root, to));
  };
  copy(hostKey.privateKeyFile, sshPaths.hostKey);
  copy(options.caBundleFile, "/etc/ssl/certs/ca-certificates.crt");
  if (host.certificate !== undefined && certificate !== undefined) {
    copy(certificate.certificateFile, host.certificate.certificateFile);
    copy(certificate.keyFile, host.certificate.keyFile);
  }
}

/** Bubblewrap would refuse a link that an earlier start has made, so it is made here, once. */
function linkLikeMachine(root: string, directory: string): void {
  const target = machineLink(directory);
  const link = path.join(root, directory);
  if (target === undefined || lstatSync(link, { throwIfNoEntry: false }) !== undefined) return;
  symlinkSync(target, link);
}

/** The lines of root, of the SSH server's unprivileged half, and of accounts that are root by another name. */
const accounts = ({ accounts: others = [] }: SimulatedHost, root: string, sshd: string) =>
  [`root${root}`, `sshd${sshd}`, ...others.map((name) => `${name}${root}`), ""].join("\n");

/**
 * Makes `directory` look like the machine's `hostDirectory` with `programs` added: links to every
 * entry of the one, and to each of the others. `/usr` itself stays read-only.
 */
export function layProgramsOver(
  directory: string,
  hostDirectory: string,
  programs: Readonly<Record<string, string>>,
): void {
  mkdirSync(directory, { recursive: true });
  const machine = readdirSync(hostDirectory).map(
    (entry) => [entry, path.join(machineDirectory, hostDirectory, entry)] as const,
  );
  const wanted = new Map([...machine, ...Object.entries(programs)]);
  const present = new Map(
    readdirSync(directory).map((entry) => [entry, readlinkSync(path.join(directory, entry))]),
  );
  // In place: a host that runs sees this very directory.
  for (const [entry, target] of present)
    if (wanted.get(entry) !== target) rmSync(path.join(directory, entry));
  for (const [entry, target] of wanted)
    if (present.get(entry) !== target) symlinkSync(target, path.join(directory, entry));
}
