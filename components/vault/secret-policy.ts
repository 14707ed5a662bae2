import { type VaultAccess, vaultAccount } from "./access";
import { allow, besides, deny, onceWithoutMfa, policyText, rootOf } from "./policy-document";

const looking = ["secretsmanager:DescribeSecret", "secretsmanager:ListSecretVersionIds"];
const opening = ["secretsmanager:GetSecretValue"];

/** What puts another value in the place of one, sends it elsewhere, or has it under another key. */
const writing = [
  "secretsmanager:CancelRotateSecret",
  "secretsmanager:PutSecretValue",
  "secretsmanager:RemoveRegionsFromReplication",
  "secretsmanager:ReplicateSecretToRegions",
  "secretsmanager:RotateSecret",
  "secretsmanager:StopReplicationToReplica",
  "secretsmanager:UpdateSecret",
  "secretsmanager:UpdateSecretVersionStage",
];

const guarding = ["secretsmanager:DeleteResourcePolicy", "secretsmanager:PutResourcePolicy"];
const ending = ["secretsmanager:DeleteSecret"];

/**
 * The resource policy of an escrowed secret. Within an account IAM alone could allow everything, so what matters is what it refuses:
 * reading to all but the readers and whoever applies the stack, writing to all but the latter, deleting to all but the break-glass roles.
 * The root user deletes with a second factor, and changes this policy with one when every role is gone.
 */
export function secretPolicy(access: VaultAccess): string {
  const { administrators, breakGlass, escrowReaders } = access;
  const root = rootOf(vaultAccount(access));
  const last = [...breakGlass, root];
  return policyText([
    ...allow("Readers", escrowReaders, [...looking, ...opening]),
    deny("NobodyElseReads", opening, besides([...administrators, ...escrowReaders])),
    deny("NobodyElseWrites", writing, besides(administrators)),
    deny("NobodyElseChangesThis", guarding, besides([...administrators, ...last])),
    deny("NobodyElseDeletes", ending, besides(last)),
    deny("RootWithoutSecondFactor", [...guarding, ...ending], onceWithoutMfa(root)),
  ]);
}
