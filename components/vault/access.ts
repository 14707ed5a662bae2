import { accountOf } from "../../model/iam-account";
import { roleName, type VaultRoleName } from "../../model/vault-names";

/**
 * Who may do what with a vault: ARNs of roles and users of IAM. A role that is assumed is meant by its own
 * ARN, not by its session's.
 */
export interface VaultAccess {
  /** Roles for the day on which a key, alias, secret or version must really go. At least one; all of one account, the vault's. */
  readonly breakGlass: readonly string[];
  /** Whoever applies the stack, of the same account: changes keys, policies and settings, and keeps the escrow. At least one. */
  readonly administrators: readonly string[];
  /** Whoever reads the offsite copies, beside the role that is made for it. */
  readonly restorers: readonly string[];
  /** Whoever reads the escrowed keys. */
  readonly escrowReaders: readonly string[];
  /** What signs evidence. */
  readonly evidenceSigners: readonly string[];
  /** Who may assume the roles that are made here; one that nobody may assume is not made. */
  readonly assumedBy: Readonly<Record<VaultRoleName, readonly string[]>>;
  /** Networks, in CIDR notation, that writers come from. None: wherever they come from. */
  readonly writerNetworks: readonly string[];
}

/**
 * The account that a vault is in: KMS lets nobody of another one schedule a key's deletion or change its policy (AWS KMS
 * Developer Guide, "Allowing users in other accounts to use a KMS key").
 */
export function vaultAccount({ breakGlass }: Pick<VaultAccess, "breakGlass">): string {
  const [first] = breakGlass;
  if (first === undefined) throw new Error("a vault's access declares no break-glass role");
  return accountOf(first);
}

/** What a role of the vault is called in its account, where one may assume it. */
export function roleArn(access: VaultAccess, role: VaultRoleName, vault: string): string[] {
  return access.assumedBy[role].length === 0
    ? []
    : [`arn:aws:iam::${vaultAccount(access)}:role/${roleName(role, vault)}`];
}
