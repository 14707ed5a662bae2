import { type VaultAccess, vaultAccount } from "./access";
import {
  besides,
  type Conditions,
  deny,
  onceWithoutMfa,
  policyText,
  rootOf,
  type Statement,
} from "./policy-document";

/** What a bucket's policy follows from. */
export interface BucketPolicyArgs {
  readonly bucketName: string;
  /** The key that everything in it lies under. Default: Amazon's own. */
  readonly keyArn?: string;
  /** Days of its default lock. Default: it has none. */
  readonly lockDays?: number;
  /** Who keeps its settings. Default: whoever IAM allows. */
  readonly access?: VaultAccess;
}

const putting = ["s3:PutObject"];
const locking = ["s3:PutObject", "s3:PutObjectRetention"];

/** What changes a bucket's policy. The account's root user may, whatever the policy says (S3 API, DeleteBucketPolicy). */
const opening = ["s3:DeleteBucketPolicy", "s3:PutBucketPolicy"];

/** What changes how a bucket keeps, and to whom it is open. */
const setting = [
  "s3:PutBucketAcl",
  "s3:PutBucketLogging",
  "s3:PutBucketObjectLockConfiguration",
  "s3:PutBucketOwnershipControls",
  "s3:PutBucketPublicAccessBlock",
  "s3:PutBucketVersioning",
  "s3:PutEncryptionConfiguration",
  "s3:PutLifecycleConfiguration",
  "s3:PutReplicationConfiguration",
];

/** What ends a version, or the bucket with all of them. */
const ending = ["s3:BypassGovernanceRetention", "s3:DeleteBucket", "s3:DeleteObjectVersion"];

/** What hides an object behind a delete marker. */
const hiding = ["s3:DeleteObject"];

/**
 * What holds a version without an end, has one under another key, or brings versions and delete markers from another bucket. None of it is
 * asked for a header that is judged here.
 */
const replacing = [
  "s3:PutObjectLegalHold",
  "s3:ReplicateDelete",
  "s3:ReplicateObject",
  "s3:ReplicateTags",
  "s3:UpdateObjectEncryption",
];

/** Where repositories of restic keep their locks, which they take off after each run. */
export const lockFiles = "*/locks/*";

/**
 * The policy of a bucket for copies: it refuses what nobody has to do there, whatever IAM allows. Lifecycle rules are not asked
 * (Amazon S3 User Guide, "Expiring objects").
 *
 * A header that is absent leaves the bucket's defaults, which are the right ones, so only what a header says is judged: a condition that
 * compares for "not equal" is also met by a key that is absent (IAM User Guide, "Condition operators"), hence each `Null`.
 */
export function bucketPolicy(args: BucketPolicyArgs): string {
  return policyText([
    plainTransport(args.bucketName),
    ...otherEncryption(args),
    ...otherLock(args),
    ...guarded({ ...args, hideable: lockFiles }),
  ]);
}

const arnOf = (bucketName: string) => `arn:aws:s3:::${bucketName}`;
const objectsOf = (bucketName: string) => `${arnOf(bucketName)}/*`;

/** Refuses whoever comes without TLS. */
export function plainTransport(bucketName: string): Statement {
  const all = [arnOf(bucketName), objectsOf(bucketName)];
  return deny("OnlyOverTls", ["s3:*"], { Bool: { "aws:SecureTransport": "false" } }, all);
}

const algorithm = "s3:x-amz-server-side-encryption";
const keyId = "s3:x-amz-server-side-encryption-aws-kms-key-id";
const customerAlgorithm = "s3:x-amz-server-side-encryption-customer-algorithm";
const present = (key: string) => ({ [key]: "false" });
const absent = (key: string) => ({ [key]: "true" });

function otherEncryption({ bucketName, keyArn }: BucketPolicyArgs): Statement[] {
  const refuse = (Sid: string, condition: Conditions) =>
    deny(Sid, putting, condition, objectsOf(bucketName));
  const customers = refuse("NoKeyOfACaller", { Null: present(customerAlgorithm) });
  if (keyArn === undefined) return [customers];
  return [
    customers,
    refuse("NoOtherEncryption", {
      Null: present(algorithm),
      StringNotEquals: { [algorithm]: "aws:kms" },
    }),
    // S3 takes Amazon's own key where a header asks for KMS and none names a key (S3 API, PutObject).
    refuse("NoKeyOfAmazon", { Null: { ...present(algorithm), ...absent(keyId) } }),
    refuse("NoOtherKey", { Null: present(keyId), StringNotEquals: { [keyId]: keyArn } }),
  ];
}

const remainingDays = "s3:object-lock-remaining-retention-days";
const mode = "s3:object-lock-mode";
const eventHold = "s3:object-lock-event-hold";

/** A shorter lock breaks the promise; a longer one, or a hold, bills for what nobody wants any more, and nobody can take it off. */
function otherLock({ bucketName, lockDays }: BucketPolicyArgs): Statement[] {
  const refuse = (Sid: string, condition: Conditions) =>
    deny(Sid, locking, condition, objectsOf(bucketName));
  const hold = refuse("NoHold", { Null: present(eventHold) });
  if (lockDays === undefined) return [hold];
  const days = { [remainingDays]: String(lockDays) };
  return [
    hold,
    refuse("NoShorterLock", { NumericLessThan: days }),
    refuse("NoLongerLock", { NumericGreaterThan: days }),
    refuse("NoLighterLock", { Null: present(mode), StringNotEquals: { [mode]: "COMPLIANCE" } }),
  ];
}

/** What is guarded of a bucket. */
interface GuardedBucket extends Pick<BucketPolicyArgs, "bucketName" | "access"> {
  /** The objects that whoever IAM allows may hide. Default: none. */
  readonly hideable?: string;
}

/** Settings are for whoever applies the stack, ends for break-glass roles and the root user with a second factor. */
export function guarded({ bucketName, access, hideable }: GuardedBucket): Statement[] {
  const objects = objectsOf(bucketName);
  if (access === undefined) {
    const { Condition: _, ...everybodys } = deny("NobodyReplaces", replacing, {}, objects);
    return [everybodys];
  }
  const root = rootOf(vaultAccount(access));
  const last = [...access.breakGlass, root];
  const all = [arnOf(bucketName), objects];
  const keepers = besides([...access.administrators, ...last]);
  const { Resource: _, ...hides } = deny("NobodyElseHides", hiding, besides(last));
  return [
    deny("NobodyElseChangesThis", [...opening, ...setting], keepers, all),
    deny("NobodyElseEndsOrReplaces", [...ending, ...replacing], besides(last), all),
    hideable === undefined
      ? { ...hides, Resource: objects }
      : { ...hides, NotResource: [`${arnOf(bucketName)}/${hideable}`] },
    deny(
      "RootWithoutSecondFactor",
      [...setting, ...ending, ...hiding, ...replacing],
      onceWithoutMfa(root),
      all,
    ),
  ];
}
