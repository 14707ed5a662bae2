import { resourceRule, type Violation } from "../../rule";

/** Without a pinned key the provider takes any machine at that address for the host, and hands it the secrets. */
export const remoteHostKeyPinned = resourceRule({
  name: "remote-host-key-pinned",
  description: "Connections to hosts, and to the proxies before them, pin the host's key.",
  remediation:
    "Read the public key of the host on its own console (/etc/ssh/ssh_host_ed25519_key.pub) and give it as `hostKey`.",
  types: ["command:remote:Command", "command:remote:CopyToRemote", "command:remote:CopyFile"],
  judge: ({ props: { connection } }) => {
    const proxy = connection?.proxy;
    return [
      ...unpinned("connection", connection?.hostKey),
      ...(proxy === undefined ? [] : unpinned("connection.proxy", proxy.hostKey)),
    ];
  },
});

function unpinned(path: string, hostKey: string | undefined): readonly Violation[] {
  return hostKey
    ? []
    : [
        {
          problem: `${path} has no hostKey, so any machine at that address would be trusted`,
          fix: `set ${path}.hostKey to the host's public key, read on its own console`,
        },
      ];
}
