import * as proxmoxve from "@muhlba91/pulumi-proxmoxve";
import * as pulumi from "@pulumi/pulumi";
import { entry, mapRecord } from "../../model/record";
import { type PbsServer } from "../pbs/server";
import { PveBackupJob } from "./backup-job";
import { PveStorage } from "./storage";

/** What a stack declares of a Proxmox VE cluster. */
export interface PveClusterArgs {
  /** Address of the API of any node. */
  readonly endpoint: string;
  /** Log-in of the stack itself, `user@realm!name=uuid`. */
  readonly apiToken: pulumi.Input<string>;
  readonly pbs: PbsServer;
  /** Secret of the token of each storage. */
  readonly tokenSecrets: pulumi.Output<Record<string, string>>;
  /** Client-side key of each storage. */
  readonly encryptionKeys: pulumi.Output<Record<string, string>>;
  readonly storages: Readonly<
    Record<
      string,
      { readonly datastore: string; readonly username: string; readonly nodes: readonly string[] }
    >
  >;
  readonly backupJobs: Readonly<
    Record<
      string,
      {
        readonly storage: string;
        readonly schedule: string;
        readonly excludedGuests: readonly string[];
      }
    >
  >;
  readonly guests: Readonly<Record<string, { readonly vmid: number }>>;
}

/**
 * Defines a cluster's storages and backup jobs.
 *
 * @returns the fingerprint of each storage's client key, to find the escrowed key that reads its backups
 */
export function definePveCluster(args: PveClusterArgs): Record<string, pulumi.Output<string>> {
  const provider = new proxmoxve.Provider("cluster", {
    endpoint: args.endpoint,
    apiToken: pulumi.secret(args.apiToken),
  });
  const storages = mapRecord(args.storages, ({ datastore, username, nodes }, name) => {
    const store = entry(args.pbs.datastores, datastore);
    return new PveStorage(
      name,
      {
        server: args.pbs.host.address,
        datastore: store.storeName,
        username,
        nodes,
        fingerprint: args.pbs.fingerprint,
        tokenSecret: args.tokenSecrets.apply((secrets) => entry(secrets, name)),
        encryptionKey: args.encryptionKeys.apply((keys) => entry(keys, name)),
      },
      { provider, dependsOn: [store] },
    );
  });
  mapRecord(args.backupJobs, ({ storage, schedule, excludedGuests }, name) => {
    const excludedVmids = excludedGuests.map((guest) => entry(args.guests, guest).vmid);
    const job = { storage: entry(storages, storage), schedule, excludedVmids };
    return new PveBackupJob(name, job, { provider });
  });
  return mapRecord(storages, (storage) => storage.encryptionKeyFingerprint);
}
