import { type ResourceType } from "../../resource-types";

/** Every type of KMS key: made by AWS, with material from elsewhere, and replicas of either in another region. */
export const kmsKeyTypes = [
  "aws:kms/key:Key",
  "aws:kms/externalKey:ExternalKey",
  "aws:kms/replicaKey:ReplicaKey",
  "aws:kms/replicaExternalKey:ReplicaExternalKey",
] as const satisfies readonly ResourceType[];

/** The same, and what gives a key its policy from beside it. */
export const kmsPolicyTypes = [
  ...kmsKeyTypes,
  "aws:kms/keyPolicy:KeyPolicy",
] as const satisfies readonly ResourceType[];
