/** What the only vault of a stack is called: names that are made for it do not repeat that. */
export const firstVault = "vault";

/** The roles that a vault makes: one reads and recalls copies, one reads settings. */
export const vaultRoles = ["restorer", "auditor"] as const;

/** One of them. */
export type VaultRoleName = (typeof vaultRoles)[number];

/** Names of IAM are known in the whole account, whatever the region: all but those of the first vault say whose they are. */
export function iamName(name: string, vault: string): string {
  return vault === firstVault ? name : `${name}-${vault}`;
}

/** What a role of a vault is called in its account. */
export const roleName = (role: VaultRoleName, vault: string) => iamName(`offsite-${role}`, vault);

/** What the user of an exporter is called in a vault's account. */
export const archiveUserName = (vault: string, exporter: string) => iamName(exporter, vault);

/** What a vault's topic of alarms is called, in its region. */
export const alarmsName = (alias: string) => `${alias}-alarms`;

/** What the budget of a vault is called: budgets are known in the whole account. */
export const budgetName = (alias: string, vault: string) => iamName(alarmsName(alias), vault);

/** The tag that the stack puts on everything itself. */
export const ownTag = "managedBy";

/** What the trail of a vault is called. */
export const trailName = (alias: string) => `${alias}-trail`;
