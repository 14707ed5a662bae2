import { remoteRule } from "../../rule";

/**
 * Without a fingerprint a server takes any certificate that an authority it trusts has signed for that name, which is right
 * for certificates of a public authority alone (Proxmox Backup Server documentation, "Managing Remotes & Sync").
 */
export const pbsRemoteFingerprint = remoteRule({
  name: "pbs-remote-fingerprint",
  description: "Backup servers pin the certificates of the servers they synchronize with.",
  remediation:
    "Read the fingerprint on the other server (`proxmox-backup-manager cert info`) and give it as `fingerprint`.",
  sees: "resource",
  kinds: ["pbs remote"],
  judge: ({ document: { fingerprint } }) =>
    typeof fingerprint === "string" && fingerprint !== ""
      ? []
      : [
          {
            problem:
              "document.fingerprint is unset, so that whoever gets a certificate for that name is taken for the other server; wanted is its SHA-256 fingerprint",
            fix: "set fingerprint to what `proxmox-backup-manager cert info` says on the other server",
          },
        ],
});
