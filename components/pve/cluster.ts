import type * as pulumi from "@pulumi/pulumi";
import { entry, mapRecord } from "../../model/record";
import { placeOf } from "../pbs/group-owners";
import { type PbsServer } from "../pbs/server";
import { type Host } from "../remote/host";
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
type DeclaredStorage = Omit<StorageSettings, "server" | "fingerprint">;

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
  readonly pbs: PbsServer;
  /** Client-side key of each storage. */
  readonly encryptionKeys: pulumi.Output<Record<string, string>>;
  readonly storages: Readonly<Record<string, DeclaredStorage>>;
  readonly everyJob: JobSettings;
  readonly jobs: Readonly<Record<string, DeclaredJob>>;
  /** VMIDs of guests that no job need cover. */
  readonly exemptVmids: readonly number[];
}

const accesses = {
  provider: (args: PveClusterArgs): PveAccess => new ProviderAccess(args),
  shell: ({ host }: PveClusterArgs): PveAccess => new ShellAccess(host),
};

/**
 * Defines a cluster's storages and backup jobs, and the check that they cover every guest.
 *
 * @returns the fingerprint of each storage's client key, to find the escrowed key that reads its backups
 */
export function definePveCluster(args: PveClusterArgs): Record<string, pulumi.Output<string>> {
  const access = accesses[args.through](args);
  const storages = mapRecord(args.storages, (declared, name) => {
    const { datastores, namespaces, tokens, groupOwners } = args.pbs;
    const store = entry(datastores, declared.datastore);
    const token = entry(tokens, declared.username);
    const part = namespaces[`${declared.datastore}/${declared.namespace}`];
    return new PveStorage(
      name,
      {
        ...declared,
        access,
        server: args.pbs.host.address,
        datastore: store.storeName,
        fingerprint: args.pbs.fingerprint,
        tokenSecret: token.secret,
        encryptionKey: args.encryptionKeys.apply((keys) => entry(keys, name)),
      },
      {
        dependsOn: [
          ...[part ?? store, token.acl],
          ...(groupOwners[placeOf(declared.datastore, declared.namespace)] ?? []),
        ],
      },
    );
  });
  const jobs = mapRecord(args.jobs, ({ storage, ...job }, name) => {
    const target = entry(storages, storage);
    return new PveBackupJob(name, { ...args.everyJob, ...job, access, storage: target });
  });
  const { host, exemptVmids, exemptDisks, agents } = args;
  const coverers = mapRecord(args.jobs, ({ guests, node }) => ({ guests, node }));
  new PveCoverage(
    "pve-coverage",
    { host, exemptVmids, exemptDisks, agents, jobs: coverers },
    { dependsOn: Object.values(jobs) },
  );
  return mapRecord(storages, (storage) => storage.encryptionKeyFingerprint);
}
