import { type Rule } from "../../rule";

/** Without a pinned key the provider takes any machine at that address for the host, and hands it the secrets. */
export const remoteHostKeyPinned: Rule = {
  name: "remote-host-key-pinned",
  description: "Remote commands pin the host's key.",
  enforcementLevel: "mandatory",
  severity: "critical",
  types: ["command:remote:Command", "command:remote:CopyToRemote"],
  numbers: {},
  judge: ({ props }) => {
    const connection = props["connection"] as { hostKey?: unknown } | undefined;
    return typeof connection?.hostKey === "string" && connection.hostKey !== ""
      ? []
      : [
          {
            problem: "connects without a host key, so any machine at that address would be trusted",
            fix: "set hostKey of the host in backup:hosts, read on the machine's own console",
          },
        ];
  },
};
