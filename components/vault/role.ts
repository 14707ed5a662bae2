import * as iam from "@pulumi/aws/iam";
import type * as pulumi from "@pulumi/pulumi";
import { roleName, type VaultRoleName } from "../../model/vault-names";
import { EstateComponent } from "../estate-component";
import { trustPolicy } from "./role-policy";

/** A role for people. */
export interface VaultRoleArgs {
  readonly role: VaultRoleName;
  /** The vault's name. */
  readonly vault: string;
  /** ARNs of whoever may assume it. */
  readonly assumedBy: readonly string[];
  readonly policy: pulumi.Input<string>;
}

const purposes: Readonly<Record<VaultRoleName, string>> = {
  restorer: "reads and recalls offsite copies, and writes nothing",
  auditor: "reads how the vault is set, and nothing that is in it",
};

/** Defines a role of IAM that people assume for what they do rarely; the longest session is an hour. */
export class VaultRole extends EstateComponent<{ role: string; assumedBy: readonly string[] }> {
  constructor(name: string, args: VaultRoleArgs, opts?: pulumi.ComponentResourceOptions) {
    const { role, assumedBy } = args;
    super(
      {
        type: "backup:vault:Role",
        onRemoval: "nobody can assume it any more; what it read or recalled stays",
      },
      name,
      { role, assumedBy },
      opts,
    );
    const called = roleName(role, args.vault);
    const made = new iam.Role(
      this.childName("role"),
      {
        name: called,
        description: purposes[role],
        assumeRolePolicy: trustPolicy(assumedBy),
        maxSessionDuration: 3600,
      },
      { parent: this },
    );
    new iam.RolePolicy(
      this.childName("policy"),
      { role: made.name, name: called, policy: args.policy },
      { parent: this },
    );
    this.registerOutputs({});
  }
}
