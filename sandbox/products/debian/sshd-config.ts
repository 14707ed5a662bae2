import { type SimulatedHost } from "../../estate/hosts";

/** Debian's own. */
const searchPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/** The host's files of the SSH server, as paths on the host. */
export const sshPaths = {
  config: "/etc/ssh/sshd_config",
  hostKey: "/etc/ssh/ssh_host_ed25519_key",
  authorizedKeys: "/root/.ssh/authorized_keys",
} as const;

/** The configuration of a host's SSH server: keys only, root only, loopback only. */
export function sshdConfig(host: SimulatedHost, port: number): string {
  const environment = { PATH: searchPath, ...host.shell?.environment };
  const settings: Record<string, string> = {
    ListenAddress: `127.0.0.1:${port}`,
    HostKey: sshPaths.hostKey,
    AuthorizedKeysFile: sshPaths.authorizedKeys,
    PidFile: "none",
    PermitRootLogin: "prohibit-password",
    PasswordAuthentication: "no",
    KbdInteractiveAuthentication: "no",
    UsePAM: "no",
    // The key's directories belong to whoever made the checkout.
    StrictModes: "no",
    UseDNS: "no",
    PrintMotd: "no",
    AcceptEnv: "LANG LC_*",
    Subsystem: "sftp internal-sftp",
    SetEnv: Object.entries(environment)
      .map(([name, value]) => `${name}=${value}`)
      .join(" "),
    ...(host.shell === undefined ? {} : { ForceCommand: host.shell.path }),
  };
  return Object.entries(settings)
    .map(([key, value]) => `${key} ${value}\n`)
    .join("");
}
