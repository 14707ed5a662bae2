import * as secretsmanager from "@pulumi/aws/secretsmanager";
import * as pulumi from "@pulumi/pulumi";
import { type EngineKey, escrowName } from "../../model/engine-key";
import { EstateComponent } from "../estate-component";
import { keepsBackups } from "../keeps-backups";
import { lookForSecret } from "./aws-account";
import { claimed, type VaultAccount } from "./claim";
import { type VaultKey } from "./key";

/** A key that must outlive the stack. */
export interface KeyEscrowArgs {
  readonly key: Pick<EngineKey, "kind" | "name">;
  readonly value: pulumi.Input<string>;
  /** What the value is encrypted under. */
  readonly vaultKey: VaultKey;
  /** Who may do what with it. Default: whoever IAM allows. */
  readonly policy?: string;
  readonly account: VaultAccount;
}

/** Days that a deleted secret can be restored; the most that AWS allows. */
const recoveryWindowInDays = 30;

/**
 * Defines the copy of an engine's key in AWS Secrets Manager, under the vault's own KMS key for that: who has lost the stack
 * and its state reads it back from there. It is protected, and so is its value: an update that would put another key
 * in its place is refused, for every backup under the first one would be lost with it.
 */
export class KeyEscrow extends EstateComponent<{ kind: string; recoveryWindowInDays: number }> {
  readonly secretName: pulumi.Output<string>;
  /** The value as it is kept; whatever uses the key takes it from here, so that it waits for the escrow. */
  readonly value: pulumi.Output<string>;

  constructor(name: string, args: KeyEscrowArgs, opts?: pulumi.ComponentResourceOptions) {
    const { key, value, vaultKey, policy, account } = args;
    const declared = { kind: key.kind, recoveryWindowInDays };
    super(
      {
        type: "backup:vault:KeyEscrow",
        onRemoval:
          "the escrowed key stays: backups under it need it; protected until somebody takes that off in the state",
      },
      name,
      declared,
      keepsBackups(opts),
    );
    const resource = this.childName("secret");
    const called = escrowName(key);
    const claim = claimed({ account, resource, called, look: lookForSecret });
    const secret = new secretsmanager.Secret(
      resource,
      {
        name: called,
        description: `${key.kind} of ${key.name}; see docs/runbooks/keys.md`,
        kmsKeyId: vaultKey.arn,
        recoveryWindowInDays,
        ...(policy === undefined ? {} : { policy }),
      },
      { parent: this, ...claim },
    );
    const version = new secretsmanager.SecretVersion(
      this.childName("value"),
      { secretId: secret.id, secretString: value, versionStages: ["AWSCURRENT"] },
      { parent: this },
    );
    this.secretName = secret.name;
    this.value = pulumi.secret(version.secretString.apply((kept) => keptValue(name, kept)));
    this.registerOutputs({ secretName: this.secretName });
  }
}

/** @throws Error if AWS says of the version that it has no text */
function keptValue(name: string, kept: string | undefined): string {
  if (kept !== undefined) return kept;
  throw new Error(`${name}: Secrets Manager keeps no text in the version that was stored`);
}
