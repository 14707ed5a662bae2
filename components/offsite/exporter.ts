import type * as pulumi from "@pulumi/pulumi";
import { groupedBy } from "../../model/grouping";
import { entry } from "../../model/record";
import { type PbsServer } from "../pbs/server";
import { Product } from "../product";
import { storageTo } from "../pve/planned";
import { type Host } from "../remote/host";
import { serverName } from "../told-by";
import { archiveUserName } from "../../model/vault-names";
import { type VaultArchiveUser } from "../vault/archive-user";
import { type EscrowedKeys } from "../vault/escrowed-keys";
import { type Vault } from "../vault/vault";
import { OffsiteExportAgent } from "./export-agent";
import { fromPbs } from "./source";
import { plannedExports, type PlannedExport, type PlannedExports } from "./planned";

/** What a stack declares of an exporter, and what the plan has it do. */
export interface OffsiteExporterArgs extends PlannedExports {
  readonly host: Host;
  /** `user@realm!token` of the backup server. */
  readonly username: string;
  readonly pbs: PbsServer;
  /** By name. */
  readonly vaults: Readonly<Record<string, Vault>>;
  /** Storages of the cluster: the client key of the one that leads to a place opens the backups there. */
  readonly storages: Readonly<Record<string, { readonly place: string }>>;
  readonly keys: EscrowedKeys;
}

/**
 * A machine that brings images from a Proxmox Backup Server to the vault: a job of the export agent for each of the
 * plan's offsite jobs, and who they are on S3.
 */
export class OffsiteExporter extends Product<{ readonly host: string; readonly username: string }> {
  constructor(name: string, args: OffsiteExporterArgs, opts?: pulumi.ComponentResourceOptions) {
    const { host, username, vaults } = args;
    super(
      {
        type: "backup:offsite:Exporter",
        onRemoval: "nothing is exported any more; what was exported stays",
      },
      name,
      { host: host.name, username },
      opts,
    );
    for (const [vaultName, exports] of groupedBy(plannedExports(args), (one) =>
      serverName(vaults, one.vault),
    )) {
      const vault = entry(vaults, vaultName);
      const user = vault.defineArchiveUser(
        archiveUserName(vaultName, name),
        prefixesOf(exports, vault),
      );
      for (const planned of exports) this.defineExport(planned, vault, user, args);
    }
    this.registerOutputs({});
  }

  private defineExport(
    planned: PlannedExport,
    vault: Vault,
    user: VaultArchiveUser,
    { host, username, pbs, storages, keys }: OffsiteExporterArgs,
  ): void {
    const { job, from, datastore, namespace, guests, vault: _here, store, ...declared } = planned;
    const token = entry(pbs.tokens, username);
    const bucket = entry(vault.buckets, store);
    const storage = storageTo(from, storages);
    const server = host.name === pbs.host.name ? "localhost" : pbs.host.address;
    new OffsiteExportAgent(
      this.childName(job),
      {
        ...declared,
        host,
        from: fromPbs({
          ...{ guests, fingerprint: pbs.fingerprint },
          ...(namespace === undefined ? {} : { namespace }),
          repository: `${username}@${server}:${pbs.port}:${datastore}`,
          tokenSecret: token.secret,
          clientKey: keys.of("pbs-client-key", storage),
        }),
        bucket: bucket.declaredName,
        keptDays: bucket.expirationDays,
        prefix: from,
        region: vault.region,
        endpoint: vault.endpoint,
        exportKey: keys.of("export-key", "offsite"),
        credentials: user.credentials,
        uses: [token.acl, bucket, user],
      },
      this.inside(job),
    );
  }
}

/** Jobs of one place share its prefix, so that a guest's exports stay together when it moves to another node. */
function prefixesOf(exports: readonly PlannedExport[], { buckets }: Vault) {
  const all = exports.map(({ store, from }) => ({
    bucket: entry(buckets, store).declaredName,
    prefix: from,
  }));
  return [...new Map(all.map((one) => [`${one.bucket}/${one.prefix}`, one])).values()];
}
