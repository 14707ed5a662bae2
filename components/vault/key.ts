import * as kms from "@pulumi/aws/kms";
import type * as pulumi from "@pulumi/pulumi";
import { EstateComponent } from "../estate-component";
import { keepsBackups } from "../keeps-backups";

/** How a key lives. */
export interface VaultKeyArgs {
  /** Days between automatic rotations; AWS allows 90 to 2560. Old material stays, so old copies stay readable. */
  readonly rotationDays: number;
  /** Days between asking for a deletion and the deletion; AWS allows 7 to 30. */
  readonly deletionWindowDays: number;
}

/**
 * Defines the customer-managed KMS key of the offsite copies and the alias that it has its name from. It is protected: a copy whose key is
 * gone is gone too, whatever its lock says.
 */
export class VaultKey extends EstateComponent<VaultKeyArgs> {
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: VaultKeyArgs, opts?: pulumi.ComponentResourceOptions) {
    super(
      {
        type: "backup:vault:Key",
        onRemoval:
          "the key stays: what lies under it can be read with it alone; protected until somebody takes that off in the state",
      },
      name,
      { ...args },
      keepsBackups(opts),
    );
    const key = new kms.Key(
      this.childName("key"),
      {
        description: `offsite backups (${this.ownName})`,
        enableKeyRotation: true,
        rotationPeriodInDays: args.rotationDays,
        deletionWindowInDays: args.deletionWindowDays,
        tags: { component: this.ownName },
      },
      { parent: this },
    );
    new kms.Alias(
      this.childName("alias"),
      { name: `alias/${this.ownName}`, targetKeyId: key.keyId },
      { parent: this },
    );
    this.arn = key.arn;
    this.registerOutputs({ arn: this.arn });
  }
}
