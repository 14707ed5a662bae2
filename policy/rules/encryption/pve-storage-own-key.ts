import { type Rule, type Violation } from "../../rule";

/** A key that the cluster makes for itself is known to nobody else, and the next replacement makes another. */
export const pveStorageOwnKey: Rule = {
  name: "pve-storage-own-key",
  description: "Backup storages of the cluster encrypt under an escrowed key of ours.",
  enforcementLevel: "mandatory",
  severity: "critical",
  types: ["proxmoxve:storage/pbs:Pbs", "proxmoxve:storage/pbsLegacy:PbsLegacy"],
  numbers: {},
  judge: ({ props }) => faultsOf(props).map((problem) => violation(problem)),
};

function faultsOf(props: Record<string, unknown>): string[] {
  const { encryptionKey, generateEncryptionKey } = props;
  const given = typeof encryptionKey === "string" && encryptionKey !== "";
  return [
    ...(generateEncryptionKey === true
      ? [
          "got generateEncryptionKey: true, so backups would lie under a key that only the cluster has",
        ]
      : []),
    ...(given || generateEncryptionKey === true
      ? []
      : ["got no encryptionKey, so backups would lie readable on the server"]),
  ];
}

function violation(problem: string): Violation {
  return {
    problem: `${problem}; wanted is encryptionKey from backup:secrets.pbsEncryptionKeys`,
    fix: "make the key with `npm run keys`, give it as encryptionKey, and take generateEncryptionKey out",
  };
}
