import type * as pulumi from "@pulumi/pulumi";
import { EstateComponent } from "../estate-component";
import { type Host } from "../remote/host";
import { RemoteObject } from "../remote/remote-object";
import { type VeeamEncryptionKey } from "./encryption-key";
import { veeamScript } from "./script";

/** What a stack declares of the backup of Veeam's own configuration; what is left out stays as it is in Veeam. */
export interface ConfigurationBackupSettings {
  /** Name of the repository that it goes to; one on another machine survives the server. */
  readonly repository?: string | undefined;
  /** Restore points that Veeam keeps, 1 to 255. */
  readonly restorePoints?: number | undefined;
}

/** The same, with where it runs and under what. */
export interface ConfigurationBackupArgs extends ConfigurationBackupSettings {
  readonly host: Host;
  readonly key: VeeamEncryptionKey;
  /** What it may name, which is made first. Default: nothing. */
  readonly after?: readonly pulumi.Resource[];
}

/**
 * Has Veeam back up its own configuration, encrypted: a server that knows an encryption password does not back it up
 * otherwise (Veeam Backup & Replication User Guide, "Creating Encrypted Configuration Backups"). When it is no longer
 * declared it stays as it is.
 */
export class VeeamConfigurationBackup extends EstateComponent<
  ConfigurationBackupSettings & { host: string }
> {
  constructor(name: string, args: ConfigurationBackupArgs, opts?: pulumi.ComponentResourceOptions) {
    const { host, key, after = [], repository, restorePoints } = args;
    const declared = {
      ...(repository !== undefined && { repository }),
      ...(restorePoints !== undefined && { restorePoints }),
    };
    super(
      {
        type: "backup:veeam:ConfigurationBackup",
        onRemoval: "Veeam goes on to back up its configuration as it did",
      },
      name,
      { host: host.name, ...declared },
      opts,
    );
    new RemoteObject(
      this.childName("job"),
      {
        host,
        kind: "veeam configuration backup",
        identity: this.ownName,
        script: veeamScript("configuration-backup"),
        document: { enabled: true, encryptionKey: key.description, ...declared },
      },
      { parent: this, dependsOn: [key, ...after] },
    );
    this.registerOutputs({});
  }
}
