import { type Fault } from "../model/fault";
import { repeats } from "../model/grouping";
import { sortedEntries } from "../model/record";
import {
  archiveUserName,
  budgetName,
  firstVault,
  roleName,
  trailName,
  vaultRoles,
} from "../model/vault-names";
import { type DeclaredProduct, productsOf } from "./products";
import { exportedGuests } from "./offsite-exports";
import { quoted } from "./quoted";
import { type SoundSections } from "./references";
import { type Declaration } from "./schema/estate";
import { exportingServers } from "./veeam-exports";

type Vault = DeclaredProduct<Declaration["vault"][string]>;

/** Characters of a role's or user's name. Source: IAM User Guide, "IAM and AWS STS quotas". */
const longestIamName = 64;

/** Names that AWS would refuse in the middle of an update, because they are made of other names. */
export function vaultNameFaults(sections: SoundSections): Fault[] {
  const vaults = productsOf("vault", sections.vault);
  const exporters = exportersOf(sections);
  const names = exporters.map(({ name }) => name);
  return [
    ...sameNames(exporters),
    ...vaults.flatMap((one) => [
      ...longNames(one, names),
      ...budgetNames(one),
      ...trailNames(one),
      ...sharedUsers(one, vaults, exporters),
    ]),
  ];
}

/** What has a user in a vault, which is called as it is. */
interface Exporter {
  readonly name: string;
  readonly path: string;
}

/** Exporters, and servers that bring what they have themselves. */
function exportersOf(sections: SoundSections): Exporter[] {
  const guests = exportedGuests(sections);
  return [
    ...Object.keys(sections.offsiteExport ?? {})
      .sort()
      .map((name) => ({ name, path: `backup:offsiteExport.${name}` })),
    ...sortedEntries(sections.postgres ?? {})
      .filter(([, { guest }]) => guests.has(guest))
      .map(([name]) => ({ name, path: `backup:postgres.${name}` })),
    ...exportingServers(sections).map(({ name, path }) => ({ name, path })),
  ];
}

/** Both would be one user of IAM, and reach what is the other's. */
function sameNames(exporters: readonly Exporter[]): Fault[] {
  return repeats(exporters, ({ name }) => name).map(([first, again]) => ({
    path: again.path,
    message: `would have the user of IAM that ${first.path} has, as both are called alike`,
    got: quoted(again.name),
    allowed: "a name that nothing else has which brings copies to a vault",
    fix: "rename the one of the two that is not applied yet",
  }));
}

function longNames({ name, path, declared: { access } }: Vault, exporters: readonly string[]) {
  if (name === firstVault) return [];
  const roles = vaultRoles
    .filter((role) => (access?.assumedBy[role] ?? []).length > 0)
    .map((role) => roleName(role, name));
  const users = exporters.map((exporter) => archiveUserName(name, exporter));
  return [...roles, ...users]
    .filter((made) => made.length > longestIamName)
    .map((made): Fault => ({
      path,
      message: `makes the name ${made} in IAM, which has ${made.length} characters`,
      got: quoted(name),
      allowed: `names of up to ${longestIamName} characters`,
      fix: "give the vault, or what exports to it, a shorter name",
    }));
}

/** Characters of a budget's name. Source: AWS Billing and Cost Management API Reference, "Budget", `BudgetName`. */
const longestBudgetName = 100;

function budgetNames({ name, path, declared: { key, alarms } }: Vault): Fault[] {
  const made = budgetName(key.alias, name);
  if (alarms === undefined || made.length <= longestBudgetName) return [];
  return [
    {
      path: `${path}.alarms`,
      message: `makes the name ${made} of a budget, which has ${made.length} characters`,
      got: quoted(name),
      allowed: `names of up to ${longestBudgetName} characters`,
      fix: "give the vault, or the alias of its key, a shorter name",
    },
  ];
}

/** Source: CloudTrail User Guide, "Naming requirements for CloudTrail resources". */
function trailNames({ path, declared: { key, logs } }: Vault): Fault[] {
  const made = trailName(key.alias);
  if (logs === undefined || /^[a-z0-9](?:[._-]?[a-z0-9])*$/i.test(made)) return [];
  return [
    {
      path: `${path}.key.alias`,
      message: `makes the name ${made} of a trail, which CloudTrail refuses`,
      got: quoted(key.alias),
      allowed: "letters, digits, and single dots, dashes and underscores between them",
      fix: "name another alias for a vault that is not applied yet",
    },
  ];
}

/** `x-eu` in the first vault and `x` in the vault `eu` are one user of IAM. */
function sharedUsers(vault: Vault, vaults: readonly Vault[], exporters: readonly Exporter[]) {
  if (vault.name === firstVault || !vaults.some(({ name }) => name === firstVault)) return [];
  return exporters
    .map((exporter) => ({ ...exporter, user: archiveUserName(vault.name, exporter.name) }))
    .filter(({ user }) => exporters.some(({ name }) => name === user))
    .map(({ name, path, user }): Fault => ({
      path,
      message: `would have the user ${user} of IAM in ${vault.path}, which is that of ${user} in backup:vault.${firstVault}`,
      got: quoted(name),
      allowed: "names that stay apart with a vault's behind them",
      fix: "rename one of the two exporters that is not applied yet",
    }));
}
