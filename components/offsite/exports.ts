import type * as pulumi from "@pulumi/pulumi";
import { entry } from "../../model/record";
import { type PbsServer } from "../pbs/server";
import { storageTo } from "../pve/planned";
import { type Host } from "../remote/host";
import { VaultArchiveUser } from "../vault/archive-user";
import { type Vault } from "../vault/vault";
import { OffsiteExportAgent } from "./export-agent";
import { plannedExports, type PlannedExport, type PlannedExports } from "./planned";

/** What a stack declares of the offsite export, and what the plan has it do. */
export interface OffsiteExportsArgs extends PlannedExports {
  readonly host: Host;
  /** `user@realm!token` of the backup server. */
  readonly username: string;
  readonly pbs: PbsServer;
  readonly vault: Vault;
  /** Storages of the cluster: the client key of the one that leads to a place opens the backups there. */
  readonly storages: Readonly<Record<string, { readonly place: string }>>;
  readonly secrets: pulumi.Output<{
    readonly pbsEncryptionKeys: Readonly<Record<string, string>>;
    readonly exportKey?: string | undefined;
  }>;
}

/** Defines a job of the export agent for each of the plan's offsite jobs from Proxmox Backup Server, and who they are on S3. */
export function defineOffsiteExports(args: OffsiteExportsArgs): void {
  const exports = plannedExports(args);
  if (exports.length === 0) return;
  const { vault } = args;
  const user = new VaultArchiveUser(
    "offsite-export",
    { prefixes: prefixesOf(exports, vault), key: vault.key },
    { provider: vault.provider },
  );
  for (const planned of exports) defineExport(planned, user, args);
}

function defineExport(
  planned: PlannedExport,
  user: VaultArchiveUser,
  { host, username, pbs, vault, storages, secrets }: OffsiteExportsArgs,
): void {
  const { job, from, datastore, store, ...declared } = planned;
  const token = entry(pbs.tokens, username);
  const bucket = entry(vault.buckets, store);
  const storage = storageTo(from, storages);
  const server = host.name === pbs.host.name ? "localhost" : pbs.host.address;
  new OffsiteExportAgent(
    job,
    {
      ...declared,
      host,
      repository: `${username}@${server}:${pbs.port}:${datastore}`,
      fingerprint: pbs.fingerprint,
      bucket: bucket.declaredName,
      prefix: from,
      region: vault.region,
      endpoint: vault.endpoint,
      tokenSecret: token.secret,
      exportKey: secrets.apply(({ exportKey }) => known(exportKey)),
      clientKey: secrets.apply(({ pbsEncryptionKeys }) => entry(pbsEncryptionKeys, storage)),
      credentials: user.credentials,
    },
    { dependsOn: [token.acl, bucket, user] },
  );
}

/** @throws Error if it is not there: missing secrets are faults of the declaration */
function known(exportKey: string | undefined): string {
  if (exportKey === undefined) throw new Error("backup:secrets.exportKey is missing");
  return exportKey;
}

/** Jobs of one place share its prefix, so that a guest's exports stay together when it moves to another node. */
function prefixesOf(exports: readonly PlannedExport[], { buckets }: Vault) {
  const all = exports.map(({ store, from }) => ({
    bucket: entry(buckets, store).declaredName,
    prefix: from,
  }));
  return [...new Map(all.map((one) => [`${one.bucket}/${one.prefix}`, one])).values()];
}
