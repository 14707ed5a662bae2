import { type Estate } from "../estate";
import { type Finding } from "../finding";

/** Engines that encrypt under a key of ours. */
const keyed: readonly string[] = ["pbs", "veeam", "pgbackrest", "dump"];

/** Keys that nobody keeps but the stack: who loses it can read no backup, however many there are. */
export function escrowFindings({ vault, places }: Pick<Estate, "vault" | "places">): Finding[] {
  const encrypted = Object.values(places).some(({ engine }) => keyed.includes(engine));
  if (vault.escrows !== false || !encrypted) return [];
  return [
    {
      severity: "warning",
      path: "backup:vault",
      message:
        "no vault is declared to escrow the engines' keys in: they are in the stack's secrets and nowhere else, and " +
        "without them nobody can read a backup",
      allowed: "a vault, which may have no bucket",
      fix: "declare one, or keep a copy of each key and of the stack's passphrase in a place of their own (docs/runbooks/keys.md)",
    },
  ];
}
