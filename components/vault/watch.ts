import * as pulumi from "@pulumi/pulumi";
import {
  alarmsName,
  budgetName,
  trailName,
  type VaultRoleName,
  vaultRoles,
} from "../../model/vault-names";
import { roleArn, type VaultAccess, vaultAccount } from "./access";
import { alarmsUseKey, type DeclaredAlarms, topicArn, VaultAlarms } from "./alarms";
import { type VaultAccount } from "./claim";
import { type VaultKey } from "./key";
import { dataKeyPolicy, type KeyPolicy } from "./key-policy";
import { VaultLogBucket } from "./log-bucket";
import { VaultRole } from "./role";
import { rolePolicies } from "./role-policy";
import { trailArn, VaultTrail } from "./trail";

/** Where a vault writes down who asks it for what. */
export interface DeclaredLogs {
  /** Of the bucket; globally unique. */
  readonly name: string;
  readonly keptDays: number;
}

/** What of a vault is watched, and by whom. */
export interface WatchedVault {
  readonly region: string;
  readonly key: { readonly alias: string };
  readonly buckets: Readonly<Record<string, { readonly name: string }>>;
  /** Names of the users of IAM that may be defined to bring archives here. */
  readonly archiveUsers: readonly string[];
  /** Who may do what. Default: whoever IAM allows. */
  readonly access?: VaultAccess;
  /** Where requests are written down; it needs `access`. Default: nowhere. */
  readonly logs?: DeclaredLogs;
  /** Who is told what the vault costs; it needs `access`. Default: nobody. */
  readonly alarms?: DeclaredAlarms;
}

/** The vault that something is a part of. */
export interface PartOfVault {
  /** The vault's name. */
  readonly vault: string;
  readonly account: VaultAccount;
  readonly childName: (ownName: string) => string;
  readonly there: (ownName: string) => pulumi.ComponentResourceOptions;
}

/** The vault's access, without which nobody knows the account that logs, trail and topic are in. */
function accessOf({ access }: WatchedVault, what: string): VaultAccess {
  if (access !== undefined) return access;
  throw new Error(`${what} of a vault need its access, which says whose account it is`);
}

const bucketNames = ({ buckets }: WatchedVault) => Object.values(buckets).map(({ name }) => name);

/**
 * The policy of the key for data, which admits what is defined after it: writers, the restorer's role, and the alarms.
 *
 * @param vault - its name
 */
export function dataKeyPolicyOf(vault: string, declared: WatchedVault): KeyPolicy {
  const { archiveUsers: writers, alarms, region } = declared;
  return ({ access, ...rest }) => {
    const account = vaultAccount(access);
    const topic = topicArn(alarmsName(declared.key.alias), account, region);
    const also = alarms === undefined ? [] : [alarmsUseKey(topic, account)];
    const restorers = roleArn(access, "restorer", vault);
    return dataKeyPolicy({ writers, restorers, also })({ access, ...rest });
  };
}

/** The bucket for logs, which is there before the others: they name it. */
export function defineLogs(
  { account, childName, there }: PartOfVault,
  declared: WatchedVault,
): VaultLogBucket | undefined {
  const { logs, buckets, region, key } = declared;
  if (logs === undefined) return undefined;
  const access = accessOf(declared, "logs");
  const ownName = `${key.alias}-logs`;
  return new VaultLogBucket(
    childName(ownName),
    {
      ...{ bucketName: logs.name, keptDays: logs.keptDays, access, account },
      logged: Object.entries(buckets).map(([store, { name }]) => ({ store, bucketName: name })),
      trailArn: trailArn(trailName(declared.key.alias), vaultAccount(access), region),
    },
    there(ownName),
  );
}

/** Whoever watches a vault: its trail, its alarms, and the roles that people assume. */
export function defineWatch(
  part: PartOfVault,
  declared: WatchedVault,
  keys: { readonly data: VaultKey; readonly all: readonly VaultKey[] },
  logs: VaultLogBucket | undefined,
): void {
  if (logs !== undefined) defineTrail(part, declared, logs);
  if (declared.alarms !== undefined) defineAlarms(part, declared, declared.alarms, keys.data);
  for (const role of vaultRoles) defineRole(part, declared, role, keys);
}

function defineTrail(
  { childName, there }: PartOfVault,
  declared: WatchedVault,
  logs: VaultLogBucket,
): void {
  const ownName = trailName(declared.key.alias);
  const buckets = bucketNames(declared);
  new VaultTrail(childName(ownName), { buckets, logs }, there(ownName));
}

function defineAlarms(
  { childName, there, vault }: PartOfVault,
  declared: WatchedVault,
  alarms: DeclaredAlarms,
  key: VaultKey,
): void {
  const { region } = declared;
  const { alias } = declared.key;
  const access = accessOf(declared, "alarms");
  const ownName = alarmsName(alias);
  const budget = budgetName(alias, vault);
  new VaultAlarms(childName(ownName), { ...alarms, key, access, region, budget }, there(ownName));
}

function defineRole(
  { childName, there, vault }: PartOfVault,
  declared: WatchedVault,
  role: VaultRoleName,
  { data, all }: { readonly data: VaultKey; readonly all: readonly VaultKey[] },
): void {
  const { access, region, logs, key, archiveUsers: users } = declared;
  if (access === undefined || access.assumedBy[role].length === 0) return;
  const archives = bucketNames(declared);
  const buckets = [...archives, ...(logs === undefined ? [] : [logs.name])];
  const account = vaultAccount(access);
  const policy = pulumi
    .all([data.arn, pulumi.all(all.map(({ arn }) => arn))])
    .apply(([dataKeyArn, keyArns]) =>
      rolePolicies[role]({ archives, buckets, users, dataKeyArn, keyArns, account, region }),
    );
  const ownName = `${key.alias}-${role}`;
  new VaultRole(
    childName(ownName),
    { role, vault, assumedBy: access.assumedBy[role], policy },
    there(ownName),
  );
}
