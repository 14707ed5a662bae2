import { type VaultAccess, vaultAccount } from "./access";
import { allow, policyText, rootOf, type Statement, via, withMfa } from "./policy-document";

/** Looking, which opens nothing: auditors need it, and IAM says who they are. */
const looking = [
  "kms:DescribeKey",
  "kms:GetKeyPolicy",
  "kms:GetKeyRotationStatus",
  "kms:ListGrants",
  "kms:ListKeyPolicies",
  "kms:ListKeyRotations",
  "kms:ListResourceTags",
];

/** What the provider does with a key that it keeps, and what saves one that somebody else wants to end. */
const administering = [
  "kms:CancelKeyDeletion",
  "kms:CreateAlias",
  "kms:EnableKey",
  "kms:EnableKeyRotation",
  "kms:PutKeyPolicy",
  "kms:TagResource",
  "kms:UntagResource",
  "kms:UpdateAlias",
  "kms:UpdateKeyDescription",
];

/** What ends a key or hides it. */
const ending = [
  "kms:DeleteAlias",
  "kms:DisableKey",
  "kms:DisableKeyRotation",
  "kms:RevokeGrant",
  "kms:ScheduleKeyDeletion",
];

/** What S3 and Secrets Manager ask a key for, to write and to read. Source: their guides, "Permissions for the KMS key". */
const writing = ["kms:GenerateDataKey", "kms:Decrypt"];
const reading = ["kms:Decrypt"];

/** What S3 asks a key for, to write an object at once. Source: Amazon S3 User Guide, "Using SSE-KMS", permissions. */
const adding = ["kms:GenerateDataKey"];

/** Where a vault's keys are, and who uses them. */
export interface KeyPolicyArgs {
  readonly access: VaultAccess;
  readonly region: string;
}

/** The policy of a key, from who may do what with it. */
export type KeyPolicy = (args: KeyPolicyArgs) => string;

/** Who uses the key that the offsite copies lie under, beside those that are declared. */
export interface DataKeyUse {
  /** Names of the users of IAM. */
  readonly writers: readonly string[];
  /** ARNs of the roles that are made for it. */
  readonly restorers: readonly string[];
  /** Of services. */
  readonly also: readonly Statement[];
}

/**
 * Of the key that the offsite copies lie under: users of IAM put archives there through S3, restorers read them, and what signs evidence
 * adds it, in one part each.
 *
 * Escrowed secrets lay under it before they had a key of their own. Secrets Manager encrypts none but the versions with one of its own
 * three labels again when the key of a secret changes (User Guide, "Change the encryption key"), so that older ones are read with it for
 * ever.
 */
export function dataKeyPolicy({ writers, restorers, also }: DataKeyUse): KeyPolicy {
  return ({ access, region }) => {
    const account = vaultAccount(access);
    const users = writers.map((name) => `arn:aws:iam::${account}:user/${name}`);
    const readers = [...access.restorers, ...restorers];
    const escrow = [...access.administrators, ...access.escrowReaders];
    return policyText([
      ...administration(access),
      ...allow("WritersThroughS3", users, writing, via("s3", region)),
      ...allow("EvidenceThroughS3", access.evidenceSigners, adding, via("s3", region)),
      ...allow("RestorersThroughS3", readers, reading, via("s3", region)),
      ...allow("EscrowFromBefore", escrow, reading, via("secretsmanager", region)),
      ...also,
    ]);
  };
}

/**
 * Of the key that the escrowed secrets lie under: Secrets Manager uses it for whoever applies the stack and for the readers. Without
 * `kms:Encrypt` it would leave what is there under the key before (API Reference, UpdateSecret, KmsKeyId).
 */
export const escrowKeyPolicy: KeyPolicy = ({ access, region }) => {
  const service = via("secretsmanager", region);
  const keeping = [...writing, "kms:Encrypt"];
  return policyText([
    ...administration(access),
    ...allow("KeepersThroughSecretsManager", access.administrators, keeping, service),
    ...allow("ReadersThroughSecretsManager", access.escrowReaders, reading, service),
  ]);
};

/** Of the key that signs evidence: whoever the account lets look may verify, and the signers alone sign. */
export const evidenceKeyPolicy: KeyPolicy = ({ access }) =>
  policyText([
    ...administration(access, ["kms:GetPublicKey", "kms:Verify"]),
    ...allow("Signers", access.evidenceSigners, ["kms:Sign"]),
  ]);

/**
 * Who keeps a key and who ends it. Whoever applies the stack may change the policy, or KMS would not take it ("lock-out safety check");
 * so may the root user with a second factor, who is there when every role is gone.
 */
function administration(access: VaultAccess, also: readonly string[] = []): Statement[] {
  const account = vaultAccount(access);
  const last = [...administering, ...ending];
  return [
    {
      Sid: "WhoeverMayLook",
      Effect: "Allow",
      Principal: { AWS: rootOf(account) },
      Action: [...looking, ...also],
      Resource: "*",
    },
    ...allow("Administrators", access.administrators, administering),
    ...allow("BreakGlass", access.breakGlass, last),
    ...allow("RootWithSecondFactor", [rootOf(account)], last, withMfa),
  ];
}
