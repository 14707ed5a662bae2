import { onOneHost } from "../../remote-object";
import { remoteRule } from "../../rule";

/**
 * As soon as Veeam knows an encryption password it backs up its own configuration only encrypted (Veeam Backup &
 * Replication User Guide, "Creating Encrypted Configuration Backups"). So whoever adds one ends that backup, unless the
 * same program encrypts it; and with the server the passwords would be lost.
 */
export const veeamConfigurationBackedUp = remoteRule({
  name: "veeam-configuration-backed-up",
  description:
    "A Veeam server that is given an encryption password goes on to back up its configuration, encrypted.",
  remediation:
    "Tell the same server to back up its configuration, enabled and with the description of a password as `encryptionKey`.",
  sees: "stack",
  kinds: ["veeam encryption key"],
  judge: (key, _, stack) => {
    const told = stack
      .remoteObjects("veeam configuration backup")
      .filter((backup) => onOneHost(backup, key));
    const got = told.map(({ document }) => faultOf(document));
    if (got.includes(undefined)) return [];
    return [
      {
        problem: `the server gets an encryption password, and ${got.join(", ") || "nothing is said of its configuration backup"}; wanted is one that is enabled and encrypted, for with a password Veeam makes no other`,
        fix: "add a configuration backup of that server, with `enabled` true and the password's description as `encryptionKey`",
      },
    ];
  },
});

function faultOf({ enabled, encryptionKey }: Readonly<Record<string, unknown>>) {
  if (enabled !== true) return "its configuration backup is not enabled";
  const isEncrypted = typeof encryptionKey === "string" && encryptionKey !== "";
  return isEncrypted ? undefined : "its configuration backup is not encrypted";
}
