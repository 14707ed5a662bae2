import { requires } from "../../iam-condition";
import { type Grant, grantsOf } from "../../iam-match";
import { type IamStatement } from "../../iam-statement";

/** What puts a copy into a bucket. */
export const putting = "s3:PutObject";

/** What ends versions, or takes away what keeps them. Source: Service Authorization Reference, Amazon S3. */
export const endingVersions = [
  ...["s3:BypassGovernanceRetention", "s3:DeleteBucket", "s3:DeleteObjectVersion"],
  ...["s3:PutBucketObjectLockConfiguration", "s3:PutBucketVersioning"],
  "s3:PutLifecycleConfiguration",
];

/** What lets somebody allow himself to end versions, have what comes under his key, or bring it elsewhere. */
export const reopening = [
  ...["s3:DeleteBucketPolicy", "s3:PutBucketPolicy"],
  ...["s3:PutEncryptionConfiguration", "s3:PutReplicationConfiguration"],
];

/** What opens a bucket to others, moves what is in it elsewhere or has it under another key. */
const opening = [
  ...reopening,
  "s3:PutBucketAcl",
  ...["s3:PutAccountPublicAccessBlock", "s3:PutBucketPublicAccessBlock"],
  ...["s3:PutBucketLogging", "s3:PutBucketOwnershipControls"],
  ...["s3:ReplicateDelete", "s3:UpdateObjectEncryption"],
  ...["s3:CreateAccessPoint", "s3:PutAccessPointPolicy", "s3:PutAccessPointPublicAccessBlock"],
  "kms:CreateGrant",
];

/** What ends the key or the secret that is its last copy, and with it everything that lies under it. */
const endingKeys = [
  ...["kms:DeleteImportedKeyMaterial", "kms:DisableKey"],
  ...["kms:PutKeyPolicy", "kms:ScheduleKeyDeletion"],
  ...["secretsmanager:DeleteResourcePolicy", "secretsmanager:DeleteSecret"],
  "secretsmanager:PutResourcePolicy",
];

/** What keeps anybody from seeing what else is done. */
const blinding = [
  "cloudtrail:DeleteTrail",
  "cloudtrail:PutEventSelectors",
  "cloudtrail:StopLogging",
];

export const hiding = "s3:DeleteObject";
const retaining = "s3:PutObjectRetention";
const holding = "s3:PutObjectLegalHold";

/** Whether a statement hides nothing but the locks of restic's repositories, which restic takes away after each run. */
export const hidesLocksAlone = ({ resources }: IamStatement) =>
  resources !== undefined &&
  !resources.allBut &&
  resources.patterns.every((pattern) => pattern.endsWith("/locks/*"));

/** What a policy allows that nobody needs who brings copies. */
export function beyondWriting(statements: readonly IamStatement[]): readonly Grant[] {
  const unwanted = [
    ...[...endingVersions, ...opening, ...endingKeys, ...blinding],
    ...[hiding, retaining, holding],
  ];
  return grantsOf(statements, unwanted)
    .map(({ statement, actions }) => ({
      statement,
      actions: actions.filter((action) => !isBounded(action, statement)),
    }))
    .filter(({ actions }) => actions.length > 0);
}

/**
 * A lock without an end is paid for without one, and in compliance mode nobody takes it off; of a hold, which has no
 * end, whoever may set it may take it off (Amazon S3 User Guide, "Locking objects with Object Lock").
 */
function isBounded(action: string, statement: IamStatement): boolean {
  if (action === hiding) return hidesLocksAlone(statement);
  if (action === holding)
    return requires(statement, "s3:object-lock-legal-hold", (value) => value === "ON");
  return action === retaining && endsLocks(statement);
}

const endsLocks = ({ conditions }: IamStatement) =>
  conditions.some(
    ({ operator, key }) =>
      key === "s3:object-lock-remaining-retention-days" &&
      /^numeric(equals|lessthan|lessthanequals)$/.test(operator),
  );
