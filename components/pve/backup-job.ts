import type * as pulumi from "@pulumi/pulumi";
import { EstateComponent } from "../estate-component";
import { type BackupJob, type PveAccess } from "./access";
import { type PveStorage } from "./storage";

/** Which guests are backed up, when and where to, and how that is configured. */
export interface PveBackupJobArgs extends BackupJob {
  readonly access: PveAccess;
  readonly storage: PveStorage;
}

/**
 * Defines a backup job of the cluster. It keeps everything: retention is the business of the server's prune jobs.
 * Destroying it stops backups; those made stay.
 */
export class PveBackupJob extends EstateComponent<BackupJob> {
  constructor(name: string, args: PveBackupJobArgs, opts?: pulumi.ComponentResourceOptions) {
    const { access, storage, ...job } = args;
    super(
      {
        type: "backup:pve:BackupJob",
        onRemoval: "its guests are no longer backed up by it; backups that were made stay",
      },
      name,
      job,
      opts,
    );
    access.defineJob(this.childName("job"), this.ownName, storage.storageId, job, { parent: this });
    this.registerOutputs({});
  }
}
