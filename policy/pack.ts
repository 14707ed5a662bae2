import { type ResourceValidationPolicy, type StackValidationPolicy } from "@pulumi/policy";
import { toPolicy } from "./rule";
import { toStackPolicy } from "./stack-rule";
import { pveStorageOwnKey } from "./rules/encryption/pve-storage-own-key";
import { s3BucketOwnKey } from "./rules/encryption/s3-bucket-own-key";
import { pbsClusterTokenBackupOnly } from "./rules/access/pbs-cluster-token-backup-only";
import { remoteHostKeyPinned } from "./rules/remote/remote-host-key-pinned";
import { s3ArchiveBilledDays } from "./rules/retention/s3-archive-billed-days";

/** The name under which the engine reports the rules. */
export const packName = "astronomy-lab-backup";

/** Every rule of the pack. */
export const policies: (ResourceValidationPolicy | StackValidationPolicy)[] = [
  toPolicy(pveStorageOwnKey),
  toStackPolicy(s3BucketOwnKey),
  toPolicy(s3ArchiveBilledDays),
  toPolicy(remoteHostKeyPinned),
  toPolicy(pbsClusterTokenBackupOnly),
];
