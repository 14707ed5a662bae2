import type * as pulumi from "@pulumi/pulumi";

/** Where the cluster stores its backups. */
export interface StorageSettings {
  /** Address of the Proxmox Backup Server as the nodes see it. */
  readonly server: string;
  /** Default: 8007. Through a node's shell only. */
  readonly port?: number;
  /** Name of the datastore there. */
  readonly datastore: string;
  /** Default: the datastore's root. */
  readonly namespace?: string;
  /** API token, `user@realm!name`, that may back up and neither prune nor delete. */
  readonly username: string;
  /** SHA-256 fingerprint of the server's certificate. */
  readonly fingerprint: string;
  /** Nodes that may use it; all of them when empty. */
  readonly nodes: readonly string[];
}

/** What a storage logs in with and encrypts under. */
export interface StorageSecrets {
  readonly tokenSecret: pulumi.Input<string>;
  /** Client-side AES-256 key, made once and escrowed; never generated here, or a replacement would change it. */
  readonly encryptionKey: pulumi.Input<string>;
}

/** Every guest but these, so that a new one is never missed, or these alone. */
export type GuestSelection =
  { readonly excludedVmids: readonly number[] } | { readonly vmids: readonly number[] };

/** How every job of a cluster is run. */
export interface JobSettings {
  /** One line. Default: none. Through a node's shell only. */
  readonly comment?: string;
  /** What the server's users see beside a backup; the product fills in `{{guestname}}` and its like. */
  readonly notesTemplate: string;
  /** A node that was off at the time makes up for it when it is back. */
  readonly repeatMissed: boolean;
  /** How changed files of a container are found. Default: the product's, which reads all of them. */
  readonly changeDetectionMode?: "legacy" | "data" | "metadata";
  /** Storage for old blocks of a running VM, which then never waits for the backup server. Default: none. */
  readonly fleecingStorage?: string;
  /** Who is told. Default: the product's. Through a node's shell only. */
  readonly notificationMode?: "auto" | "legacy-sendmail" | "notification-system";
}

/** What a job backs up, and when. */
export interface BackupJob extends JobSettings {
  /** Calendar event, time of the cluster. */
  readonly schedule: string;
  readonly guests: GuestSelection;
  /** Default: every node backs up its own guests. */
  readonly node?: string;
}

/** A storage of the cluster, once it is there. */
export interface DefinedStorage {
  /** Its id; whatever uses it waits for the storage. */
  readonly storageId: pulumi.Output<string>;
  /** Of the client key, as the cluster states it. */
  readonly encryptionKeyFingerprint: pulumi.Output<string>;
}

/** A way to configure a cluster. Both ways make the same objects; one cluster is configured one way. */
export interface PveAccess {
  /**
   * @param name - of the resource
   * @param id - of the storage in the cluster
   */
  defineStorage(
    name: string,
    id: string,
    settings: StorageSettings,
    secrets: StorageSecrets,
    opts: pulumi.CustomResourceOptions,
  ): DefinedStorage;

  /**
   * @param name - of the resource
   * @param id - of the job in the cluster
   * @param storage - id of the storage it backs up to
   */
  defineJob(
    name: string,
    id: string,
    storage: pulumi.Input<string>,
    job: BackupJob,
    opts: pulumi.CustomResourceOptions,
  ): void;
}

/**
 * Options by which an object that was configured the other way is taken over: the engine sees one object that is
 * replaced, takes the old one away first, by the way that made it, and then makes the new one. Without them it would
 * make the new one, which is there already, and then take it away.
 *
 * @param type - of the other way's resource
 */
export function takenOverFrom(type: string): pulumi.CustomResourceOptions {
  return { aliases: [{ type }], deleteBeforeReplace: true };
}
