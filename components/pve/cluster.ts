import type * as pulumi from "@pulumi/pulumi";
import { entry, mapRecord } from "../../model/record";
import { placeOf } from "../pbs/part";
import { type PbsServer } from "../pbs/server";
import { Product } from "../product";
import { type Host } from "../remote/host";
import { serverName } from "../told-by";
import { type EscrowedKeys } from "../vault/escrowed-keys";
import {
  type GuestSelection,
  type JobSettings,
  type PveAccess,
  type StorageSettings,
} from "./access";
import { PveBackupJob } from "./backup-job";
import { PveCoverage } from "./coverage";
import { type GuestFacts } from "./guest-facts";
import { ProviderAccess } from "./provider-access";
import { ShellAccess } from "./shell-access";
import { PveStorage } from "./storage";

/** What is declared of a storage; the server's own properties come from where it is declared. */
interface DeclaredStorage extends Omit<StorageSettings, "server" | "fingerprint"> {
  /** Name of the backup server. Default: the only one. */
  readonly server?: string;
}

/** What is declared of a job; how it runs is the same for all. */
interface DeclaredJob {
  readonly storage: string;
  readonly schedule: string;
  readonly guests: GuestSelection;
  readonly node?: string;
}

/** What a stack declares of a Proxmox VE cluster. */
export interface PveClusterArgs extends GuestFacts {
  readonly through: keyof typeof accesses;
  /** A node: for what is done through its shell, and to ask which guests no job covers. */
  readonly host: Host;
  /** Address of the API of any node. */
  readonly endpoint: string;
  /** Log-in of the stack itself, `user@realm!name=uuid`. */
  readonly apiToken: pulumi.Input<string>;
  /** By name. */
  readonly backupServers: Readonly<Record<string, PbsServer>>;
  /** Where the client-side key of each storage comes from. */
  readonly keys: EscrowedKeys;
  readonly storages: Readonly<Record<string, DeclaredStorage>>;
  readonly everyJob: JobSettings;
  readonly jobs: Readonly<Record<string, DeclaredJob>>;
  /** VMIDs of guests that no job need cover. */
  readonly exemptVmids: readonly number[];
}

const accesses = {
  provider: (cluster: string, { endpoint, apiToken }: PveClusterArgs): PveAccess =>
    new ProviderAccess({ cluster, endpoint, apiToken }),
  shell: (_: string, { host }: PveClusterArgs): PveAccess => new ShellAccess(host),
};

/** A cluster's storages and backup jobs, and the check that they cover every guest. */
export class PveCluster extends Product<{ readonly host: string; readonly through: string }> {
  /** Fingerprint of each storage's client key, to find the escrowed key that reads its backups. */
  readonly encryptionKeyFingerprints: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: PveClusterArgs, opts?: pulumi.ComponentResourceOptions) {
    const { host, through } = args;
    super(
      {
        type: "backup:pve:Cluster",
        onRemoval: "its guests are no longer backed up by this stack; backups that were made stay",
      },
      name,
      { host: host.name, through },
      opts,
    );
    const access = accesses[through](name, args);
    const storages = mapRecord(args.storages, (declared, id) =>
      this.defineStorage(id, declared, access, args),
    );
    const jobs = mapRecord(args.jobs, ({ storage, ...job }, id) => {
      const settings = { ...args.everyJob, ...job, access, storage: entry(storages, storage) };
      return new PveBackupJob(this.childName(id), settings, this.inside(id));
    });
    this.defineCoverage(Object.values(jobs), args);
    this.encryptionKeyFingerprints = mapRecord(
      storages,
      (storage) => storage.encryptionKeyFingerprint,
    );
    this.registerOutputs({ encryptionKeyFingerprints: this.encryptionKeyFingerprints });
  }

  private defineStorage(
    id: string,
    { server, ...declared }: DeclaredStorage,
    access: PveAccess,
    { backupServers, keys }: PveClusterArgs,
  ): PveStorage {
    const pbs = entry(backupServers, serverName(backupServers, server));
    const { datastore, namespace, username } = declared;
    const part = pbs.part(datastore, namespace);
    const token = entry(pbs.tokens, username);
    const owners = pbs.groupOwners[placeOf(datastore, namespace)] ?? [];
    return new PveStorage(
      this.childName(id),
      {
        ...declared,
        access,
        server: pbs.host.address,
        datastore: part.storeName,
        fingerprint: pbs.fingerprint,
        tokenSecret: token.secret,
        encryptionKey: keys.of("pbs-client-key", id),
        uses: [part, token.acl, ...owners],
      },
      this.inside(id),
    );
  }

  private defineCoverage(
    uses: readonly PveBackupJob[],
    { host, exemptVmids, exemptDisks, agents, jobs: declared }: PveClusterArgs,
  ): void {
    const jobs = mapRecord(declared, ({ guests, node }) => ({ guests, node }));
    const coverage = "pve-coverage";
    new PveCoverage(
      this.childName(coverage),
      { host, exemptVmids, exemptDisks, agents, jobs, uses },
      this.inside(coverage),
    );
  }
}
