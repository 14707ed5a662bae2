import { remoteRule } from "../../rule";

/**
 * Veeam writes backups in clear unless the job's storage settings name a password (Veeam Backup & Replication PowerShell
 * Reference, New-VBRStorageOptions). A document names it by the description under which Veeam lists it.
 */
export const veeamJobEncrypted = remoteRule({
  name: "veeam-job-encrypted",
  description: "Veeam's agent jobs encrypt their backups.",
  remediation:
    "Add a password to Veeam's password manager, and name it as the job's `encryptionKey`.",
  sees: "resource",
  kinds: ["veeam agent job"],
  judge: ({ document: { encryptionKey } }) =>
    typeof encryptionKey === "string" && encryptionKey !== ""
      ? []
      : [
          {
            problem:
              "document.encryptionKey names no password, so backups would lie readable in the repository; wanted is the description of a password in Veeam",
            fix: "set encryptionKey to the description of an encryption password",
          },
        ],
});
