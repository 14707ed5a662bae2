import * as proxmoxve from "@muhlba91/pulumi-proxmoxve";
import type * as pulumi from "@pulumi/pulumi";
import { EstateComponent } from "../estate-component";
import { type PveStorage } from "./storage";

/** Which guests are backed up, when and where to. */
export interface PveBackupJobArgs {
  readonly storage: PveStorage;
  /** Calendar event, time of the cluster. */
  readonly schedule: string;
  /** VMIDs that are left out; everything else is in, so that a new guest is never missed. */
  readonly excludedVmids: readonly number[];
}

/**
 * Defines a backup job of the cluster over all of its guests. It keeps everything: retention is the business of
 * the server's prune jobs. Destroying it stops backups; those made stay.
 */
export class PveBackupJob extends EstateComponent<Omit<PveBackupJobArgs, "storage">> {
  constructor(name: string, args: PveBackupJobArgs, opts?: pulumi.ComponentResourceOptions) {
    const { storage, schedule, excludedVmids } = args;
    super("backup:pve:BackupJob", name, { schedule, excludedVmids }, opts);
    new proxmoxve.backup.Job(
      this.childName("job"),
      {
        resourceId: name,
        storage: storage.storageId,
        schedule,
        all: true,
        excludes: excludedVmids.length > 0 ? excludedVmids.map(String) : undefined,
        enabled: true,
        mode: "snapshot",
        notesTemplate: "{{guestname}} on {{node}}",
        pruneBackups: { "keep-all": "1" },
        // A node that was off at the time makes up for it when it is back.
        repeatMissed: true,
      },
      { parent: this },
    );
    this.registerOutputs({});
  }
}
