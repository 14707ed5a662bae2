import * as proxmoxve from "@muhlba91/pulumi-proxmoxve";
import type * as pulumi from "@pulumi/pulumi";
import { EstateComponent } from "../estate-component";

/** Where the cluster stores its backups. */
export interface PveStorageArgs {
  /** Address of the Proxmox Backup Server as the nodes see it. */
  readonly server: string;
  /** Name of the datastore there. */
  readonly datastore: string;
  /** API token, `user@realm!name`, that may back up and neither prune nor delete. */
  readonly username: string;
  readonly tokenSecret: pulumi.Input<string>;
  /** SHA-256 fingerprint of the server's certificate. */
  readonly fingerprint: string;
  /** Client-side AES-256 key, made once and escrowed; never generated here, or a replacement would change it. */
  readonly encryptionKey: pulumi.Input<string>;
  /** Nodes that may use it; all of them when empty. */
  readonly nodes: readonly string[];
}

/** What reviewers and policies see of a storage. */
interface Declared {
  readonly server: string;
  readonly datastore: string;
  readonly username: string;
  readonly fingerprint: string;
  readonly nodes: readonly string[];
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
    const { server, datastore, username, fingerprint, nodes } = args;
    super(
      "backup:pve:Storage",
      name,
      {
        server,
        datastore,
        username,
        fingerprint,
        nodes,
        encryption: "client",
        retention: "keep-all",
      },
      opts,
    );
    const storage = new proxmoxve.storage.Pbs(
      this.childName("storage"),
      {
        resourceId: name,
        server,
        datastore,
        username,
        password: args.tokenSecret,
        fingerprint,
        encryptionKey: args.encryptionKey,
        contents: ["backup"],
        backups: { keepAll: true },
        nodes: nodes.length > 0 ? [...nodes] : undefined,
      },
      // The id is fixed, so the old entry must go before the new one can come.
      { parent: this, deleteBeforeReplace: true },
    );
    this.storageId = storage.resourceId;
    this.encryptionKeyFingerprint = storage.encryptionKeyFingerprint;
    this.registerOutputs({
      storageId: this.storageId,
      encryptionKeyFingerprint: this.encryptionKeyFingerprint,
    });
  }
}
