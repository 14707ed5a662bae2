import type * as pulumi from "@pulumi/pulumi";
import { EstateComponent } from "../estate-component";
import { type PveAccess, type StorageSecrets, type StorageSettings } from "./access";

/** Where the cluster stores its backups, and how that is configured. */
export interface PveStorageArgs extends StorageSettings, StorageSecrets {
  readonly access: PveAccess;
  /** What is there before anything is stored: where it goes, what lets it, whose it becomes. Default: nothing. */
  readonly uses?: readonly pulumi.Resource[];
}

/** What reviewers and policies see of a storage. */
interface Declared extends StorageSettings {
  /** Backups leave the node encrypted under a key of ours. */
  readonly encryption: "client";
  /** The cluster prunes nothing: its token may not, prune jobs on the server do. */
  readonly retention: "keep-all";
}

/**
 * Defines a Proxmox Backup Server as storage of the Proxmox VE cluster. Destroying it takes the entry out of the
 * cluster; no backup is touched. A change of token or key replaces the entry, never the key.
 */
export class PveStorage extends EstateComponent<Declared> {
  /** The storage's id in the cluster. */
  readonly storageId: pulumi.Output<string>;
  /** Fingerprint of the client key, to find the escrowed key that reads these backups. */
  readonly encryptionKeyFingerprint: pulumi.Output<string>;

  constructor(name: string, args: PveStorageArgs, opts?: pulumi.ComponentResourceOptions) {
    const { access, uses = [], tokenSecret, encryptionKey, ...settings } = args;
    const declared = { ...settings, encryption: "client", retention: "keep-all" } as const;
    super(
      {
        type: "backup:pve:Storage",
        onRemoval:
          "the cluster can no longer reach the datastore under this name; backups and escrowed key stay",
      },
      name,
      declared,
      opts,
    );
    const storage = access.defineStorage(
      this.childName("storage"),
      this.ownName,
      settings,
      { tokenSecret, encryptionKey },
      { parent: this, dependsOn: [...uses] },
    );
    this.storageId = storage.storageId;
    this.encryptionKeyFingerprint = storage.encryptionKeyFingerprint;
    this.registerOutputs({
      storageId: this.storageId,
      encryptionKeyFingerprint: this.encryptionKeyFingerprint,
    });
  }
}
