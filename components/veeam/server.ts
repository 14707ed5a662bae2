import type * as pulumi from "@pulumi/pulumi";
import { type AgentInstruction } from "../../model/engines/veeam";
import { type FileServer } from "../../model/estate";
import { groupedBy } from "../../model/grouping";
import { nothingLeft } from "../../model/nothing-left";
import { entry, mapRecord } from "../../model/record";
import { outermostFolders } from "../../model/windows-folder";
import { archiveUserName } from "../../model/vault-names";
import { Product } from "../product";
import { type Host } from "../remote/host";
import { serverName } from "../told-by";
import { type EscrowedKeys } from "../vault/escrowed-keys";
import { type Vault } from "../vault/vault";
import { VeeamAgentJob } from "./agent-job";
import { type JobNotifications } from "./agent-job-document";
import { type ConfigurationBackupSettings, VeeamConfigurationBackup } from "./configuration-backup";
import { type CredentialsSettings, VeeamCredentials } from "./credentials";
import { VeeamEncryptionKey } from "./encryption-key";
import { VeeamOffsiteExport } from "./offsite-export";
import { namesOf, type PlannedVeeamExport } from "./planned-export";
import { VeeamPreflight } from "./preflight";
import { VeeamProtectionGroup } from "./protection-group";
import { type RepositorySettings, VeeamRepository } from "./repository";

/** A computer of a group, as a stack declares it. */
interface DeclaredComputer {
  readonly address: string;
  /** The log-in's name. */
  readonly credentials: string;
}

/** What a stack declares of a Veeam server, and what the plan has it do. */
export interface VeeamServerArgs {
  readonly host: Host;
  /** Name of the encryption password. */
  readonly encryptionKey: string;
  readonly password: pulumi.Input<string>;
  /** How Veeam backs up its own configuration. Default: as it does, but encrypted. */
  readonly configurationBackup?: ConfigurationBackupSettings | undefined;
  /** Repositories that are made, by the names that Veeam lists them by. */
  readonly repositories: Readonly<Record<string, RepositorySettings>>;
  /** Log-ins that are made. */
  readonly credentials: Readonly<Record<string, CredentialsSettings>>;
  /** Their passwords, by name. */
  readonly passwords: pulumi.Output<Readonly<Record<string, string>>>;
  /** Who is told how jobs ended. Default: as it is in Veeam. */
  readonly notifications?: JobNotifications | undefined;
  /** The protection group of each class. */
  readonly protectionGroups: Readonly<Record<string, string>>;
  /** Its computers, by class; a group without any is as it is in Veeam. */
  readonly computers: Readonly<Record<string, readonly DeclaredComputer[]>>;
  readonly fileServers: Readonly<Record<string, FileServer>>;
  readonly instructions: readonly AgentInstruction[];
  /** Under whom backups are brought to the vaults. Default: SYSTEM. */
  readonly offsiteExport?: { readonly login?: string | undefined } | undefined;
  /** What of the backups is brought to the vaults. */
  readonly exports: readonly PlannedVeeamExport[];
  /** By name. */
  readonly vaults: Readonly<Record<string, Vault>>;
  readonly keys: EscrowedKeys;
}

/** A Veeam server: its encryption password, and the jobs that encrypt with it, that of its configuration among them. */
export class VeeamServer extends Product<{ readonly host: string }> {
  private readonly serverName: string;

  constructor(name: string, args: VeeamServerArgs, opts?: pulumi.ComponentResourceOptions) {
    const { host, password, protectionGroups } = args;
    super(
      {
        type: "backup:veeam:Server",
        onRemoval:
          "its jobs are disabled and stay with their backups; the password stays, and so does the configuration backup",
      },
      name,
      { host: host.name },
      opts,
    );
    this.serverName = name;
    const preflight = new VeeamPreflight(
      this.childName("preflight"),
      { host, workloads: workloadsOf(args) },
      { parent: this },
    );
    const { encryptionKey } = args;
    const key = new VeeamEncryptionKey(
      this.childName(encryptionKey),
      { host, password, preflight },
      this.inside(encryptionKey),
    );
    const repositories = Object.entries(args.repositories).map(
      ([label, settings]) =>
        new VeeamRepository(
          this.childName(label),
          { host, label, preflight, ...settings },
          { parent: this },
        ),
    );
    const credentials = mapRecord(
      args.credentials,
      (settings, login) =>
        new VeeamCredentials(
          this.childName(login),
          {
            ...{ host, preflight, ...settings },
            password: args.passwords.apply((all) => entry(all, login)),
          },
          { parent: this },
        ),
    );
    const groups = mapRecord(
      args.computers,
      (computers, protectionClass) =>
        new VeeamProtectionGroup(
          this.childName(protectionClass),
          {
            host,
            label: entry(protectionGroups, protectionClass),
            computers: computers.map(({ address, credentials: login }) => ({
              address,
              credentials: entry(credentials, login),
            })),
          },
          { parent: this },
        ),
    );
    const ofConfiguration = "configuration-backup";
    new VeeamConfigurationBackup(
      this.childName(ofConfiguration),
      { host, key, after: repositories, ...args.configurationBackup },
      this.inside(ofConfiguration),
    );
    const jobs: pulumi.Resource[] = [];
    for (const { job, class: protectionClass, items, ...told } of args.instructions) {
      const { server: _here, repository, schedule, fullDay, retention, ...kept } = told;
      const { encrypted, healthCheck, ...rest } = kept;
      nothingLeft(rest);
      const made = new VeeamAgentJob(
        this.childName(job),
        {
          ...{ host, key, repository, schedule, fullDay, retention, encrypted, healthCheck },
          protectionGroup: entry(protectionGroups, protectionClass),
          paths: pathsOf(args, items),
          notifications: args.notifications,
          after: [...repositories, ...Object.values(groups)],
        },
        this.inside(job),
      );
      jobs.push(made);
    }
    this.defineExports(args, jobs);
    this.registerOutputs({});
  }

  /** Its user reaches what is below its own name, of what lies beside it nothing. */
  private defineExports(args: VeeamServerArgs, jobs: readonly pulumi.Resource[]): void {
    const { vaults, exports: all } = args;
    for (const [vaultName, exports] of groupedBy(all, (one) => serverName(vaults, one.vault))) {
      const vault = entry(vaults, vaultName);
      const prefixes = exports.map(({ store, from }) => ({
        bucket: entry(vault.buckets, store).declaredName,
        prefix: `${from}/${this.serverName}`,
      }));
      const user = vault.defineArchiveUser(archiveUserName(vaultName, this.serverName), [
        ...new Map(prefixes.map((one) => [`${one.bucket}/${one.prefix}`, one])).values(),
      ]);
      for (const { job, from, vault: _here, store, ...declared } of exports) {
        const bucket = entry(vault.buckets, store);
        new VeeamOffsiteExport(
          this.childName(job),
          {
            ...{ ...declared, host: args.host, login: loginOf(args) },
            encryptionKey: args.encryptionKey,
            ...{ bucket: bucket.declaredName, keptDays: bucket.expirationDays },
            ...{ prefix: `${from}/${this.serverName}` },
            ...{ region: vault.region, endpoint: vault.endpoint },
            exportKey: args.keys.of("export-key", "offsite"),
            credentials: user.credentials,
            uses: [bucket, user, ...jobs],
          },
          { parent: this },
        );
      }
    }
  }
}

function loginOf({ offsiteExport, credentials, passwords }: VeeamServerArgs) {
  const login = offsiteExport?.login;
  if (login === undefined) return undefined;
  return {
    user: entry(credentials, login).user,
    password: passwords.apply((all) => entry(all, login)),
  };
}

/** A file server takes one instance of the licence, however many jobs it is in; Veeam knows it by its machine's name. */
function workloadsOf({ fileServers, instructions }: VeeamServerArgs): string[][] {
  const items = new Set(instructions.flatMap(({ items }) => items));
  return [...items].map((item) => namesOf(fileServers, item));
}

/** One job backs up every computer of its group, so it takes what any of them shares. */
function pathsOf({ fileServers }: VeeamServerArgs, items: readonly string[]): string[] {
  const paths = items.flatMap((item) => entry(fileServers, item).paths);
  return outermostFolders(paths);
}
