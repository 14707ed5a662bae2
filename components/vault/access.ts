import { accountOf } from "../../model/iam-account";

/**
 * Who may do what with a vault's keys and escrowed secrets: ARNs of roles and users of IAM. A role that is assumed is meant by its own
 * ARN, not by its session's.
 */
export interface VaultAccess {
  /** Roles for the day on which a key, alias or secret must really go. At least one; all of one account, the vault's. */
  readonly breakGlass: readonly string[];
  /** Whoever applies the stack, of the same account: changes keys and policies, and keeps the escrow. At least one. */
  readonly administrators: readonly string[];
  /** Whoever reads the offsite copies. */
  readonly restorers: readonly string[];
  /** Whoever reads the escrowed keys. */
  readonly escrowReaders: readonly string[];
  /** What signs evidence. */
  readonly evidenceSigners: readonly string[];
}

/**
 * The account that keys and secrets are in: KMS lets nobody of another one schedule a key's deletion or change its policy (AWS KMS
 * Developer Guide, "Allowing users in other accounts to use a KMS key").
 */
export function vaultAccount({ breakGlass }: VaultAccess): string {
  const [first] = breakGlass;
  if (first === undefined) throw new Error("a vault's access declares no break-glass role");
  return accountOf(first);
}
