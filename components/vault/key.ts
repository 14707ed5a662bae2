import * as kms from "@pulumi/aws/kms";
import type * as pulumi from "@pulumi/pulumi";
import { EstateComponent } from "../estate-component";
import { keepsBackups } from "../keeps-backups";
import { type AwsConnection } from "./aws-account";
import { claimed, type VaultAccount, withRoles } from "./claim";
import { findKey } from "./find-key";

/** How a key lives. */
export interface VaultKeyArgs {
  /**
   * Days between automatic rotations; AWS allows 90 to 2560. Old material stays, so old copies stay readable. Default: it is not
   * rotated, which of keys that sign KMS cannot do.
   */
  readonly rotationDays?: number;
  /** Days between asking for a deletion and the deletion; AWS allows 7 to 30. */
  readonly deletionWindowDays: number;
  /** What it is for, in a few words. Default: offsite backups. */
  readonly purpose?: string;
  /** `sign`: an asymmetric key that signs, and whose public half anybody may have. Default: `encrypt`. */
  readonly usage?: "encrypt" | "sign";
  /** Who may do what with it. Default: AWS's own, which leaves that to IAM. */
  readonly policy?: string;
  /** Roles that the policy names and that must exist. Default: none. */
  readonly roles?: readonly string[];
  readonly account: VaultAccount;
}

/**
 * ECDSA on P-256 with SHA-256, which every tool that verifies signatures knows. The provider's name for KMS' KeySpec; its `keyUsage` cannot
 * change later, nor can this.
 */
const signing = { customerMasterKeySpec: "ECC_NIST_P256", keyUsage: "SIGN_VERIFY" };

/**
 * Defines a customer-managed KMS key and the alias that it has its name from. It is protected: what lies under a key that is gone is gone
 * too, whatever its lock says.
 */
export class VaultKey extends EstateComponent<Omit<VaultKeyArgs, "policy" | "roles" | "account">> {
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: VaultKeyArgs, opts?: pulumi.ComponentResourceOptions) {
    const { policy, roles = [], account, ...declared } = args;
    super(
      {
        type: "backup:vault:Key",
        onRemoval:
          "the key stays: what lies under it can be read with it alone; protected until somebody takes that off in the state",
      },
      name,
      declared,
      keepsBackups(opts),
    );
    const { rotationDays } = args;
    const resource = this.childName("key");
    const aliasName = `alias/${this.ownName}`;
    const labels = {
      description: `${args.purpose ?? "offsite backups"} (${this.ownName})`,
      tags: { component: this.ownName },
    };
    const look = (connection: AwsConnection) => findKey(connection, aliasName, labels);
    const { hooks } = claimed({ account, resource, called: aliasName, look });
    const present = withRoles(account, resource, roles);
    const key = new kms.Key(
      resource,
      {
        ...labels,
        ...(args.usage === "sign" ? signing : {}),
        ...(rotationDays === undefined
          ? {}
          : { enableKeyRotation: true, rotationPeriodInDays: rotationDays }),
        deletionWindowInDays: args.deletionWindowDays,
        ...(policy === undefined ? {} : { policy }),
      },
      {
        parent: this,
        hooks: { beforeCreate: [...hooks.beforeCreate, ...present], beforeUpdate: present },
      },
    );
    new kms.Alias(
      this.childName("alias"),
      { name: aliasName, targetKeyId: key.keyId },
      { parent: this },
    );
    this.arn = key.arn;
    this.registerOutputs({ arn: this.arn });
  }
}
