import { type Destroyer } from "./destroyer";

const mc = String.raw`\bmc(?:li)?\s+(?:-\S+\s+)*`;

/** Objects, versions, buckets and keys of object stores and of AWS. Sources: the programs' manuals. */
export const objectStores: readonly Destroyer[] = [
  [
    "rclone purge",
    /\brclone\s(?:[^;&|\n]*\s)?(?:purge|delete|deletefile|cleanup|rmdirs|dedupe|sync|bisync|move|moveto)\s/,
  ],
  ["mc version suspend", new RegExp(`${mc}version\\s+suspend\\s`)],
  [
    "mc rm --versions",
    new RegExp(`${mc}rm\\s(?!(?:.*\\s)?(?:--recursive|-\\w*r)\\b)(?:.*\\s)?--versions\\b`),
  ],
  ["mc rb --force", new RegExp(`${mc}rb\\s(?:.*\\s)?--force\\b`)],
  ["mc rm --recursive", new RegExp(`${mc}rm\\s(?:.*\\s)?(?:--recursive|-\\w*r)\\b`)],
  ["mc mirror --remove", new RegExp(`${mc}mirror\\s(?:[^;&|\\n]*\\s)?--remove\\b`)],
  ["mc retention clear", new RegExp(`${mc}(?:retention|legalhold)\\s+clear\\s`)],
  ["mc undo", new RegExp(`${mc}undo\\s`)],
  [
    "mc ilm expiry",
    new RegExp(`${mc}ilm\\s+(?:rule\\s+)?(?:import\\s|(?:add|edit)\\s[^;&|\\n]*--\\S*expir)`),
  ],
  ["s3cmd del", /\bs3cmd\s(?:[^;&|\n]*\s)?(?:del\s|rm\s|rb\s|expire\s|--delete-removed\b)/],
  ["s5cmd rm", /\bs5cmd\s(?:[^;&|\n]*\s)?(?:rm|rb|sync\s[^;&|\n]*--delete)\s/],
  ["az storage delete", /\baz\s+storage\s[^;&|\n]*\bdelete(?:-batch)?\b/],
  ["aws s3 rm --recursive", /\baws\s(?:.*\s)?s3\s+(?:rm|mv)\s(?:.*\s)?--recursive\b/],
  ["aws s3 rb --force", /\baws\s(?:.*\s)?s3\s+rb\s(?:.*\s)?--force\b/],
  ["aws s3 sync --delete", /\baws\s(?:.*\s)?s3\s+sync\s(?:.*\s)?--delete\b/],
  ["versioning suspended", /\baws\s(?:.*\s)?s3api\s+put-bucket-versioning\s.*\bSuspended\b/],
  [
    "a lifecycle or lock by hand",
    /\baws\s(?:[^;&|\n]*\s)?s3api\s+put-(?:bucket-lifecycle(?:-configuration)?|object-lock-configuration)\s/,
  ],
  [
    "protection of a bucket by hand",
    /\baws\s(?:[^;&|\n]*\s)?(?:s3api|s3control)\s+(?:(?:put|delete)-(?:bucket-policy|bucket-encryption|bucket-replication|bucket-acl|public-access-block)|delete-bucket-ownership-controls)(?![\w-])/,
  ],
  [
    "a trail stopped",
    /\baws\s(?:[^;&|\n]*\s)?cloudtrail\s+(?:stop-logging|delete-trail|put-event-selectors)\b/,
  ],
  ["aws kms put-key-policy", /\baws\s(?:[^;&|\n]*\s)?kms\s+put-key-policy\b/],
  [
    "rights by hand",
    /\baws\s(?:[^;&|\n]*\s)?iam\s+(?:attach|put|detach|delete)-(?:user|role|group)-policy\b/,
  ],
  [
    "mc anonymous",
    new RegExp(
      `${mc}(?:anonymous|policy)\\s+set(?:-json)?\\s+(?!private|none)|${mc}encrypt\\s+clear\\s`,
    ),
  ],
  ["mc retention set", new RegExp(`${mc}retention\\s+set\\s(?:[^;&|\\n]*\\s)?--bypass\\b`)],
  ["mc rights by hand", new RegExp(`${mc}admin\\s+policy\\s+(?:attach|set)\\s`)],
  ["lftp mirror --delete", /\blftp\s[^\n]*\bmirror\s[^\n]*(?:--delete|-e)\b/],
  ["a governance lock passed by", /--bypass-governance-retention\b/],
  ["aws s3api delete", /\baws\s(?:.*\s)?s3api\s+delete-(?:objects?|bucket)\s/],
  ["aws glacier delete", /\baws\s(?:.*\s)?glacier\s+delete-(?:archive|vault)\s/],
  ["aws kms disable-key", /\baws\s(?:.*\s)?kms\s+disable-key\s/],
  [
    "aws kms schedule-key-deletion",
    /\baws\s(?:.*\s)?kms\s+(?:schedule-key-deletion|delete-imported-key-material)\b/,
  ],
  ["aws secretsmanager delete-secret", /\baws\s(?:.*\s)?secretsmanager\s+delete-secret\b/],
  [
    "aws backup delete-recovery-point",
    /\baws\s(?:.*\s)?backup\s+delete-(?:recovery-point|backup-vault)\b/,
  ],
  [
    "aws snapshots deleted",
    /\baws\s(?:[^;&|\n]*\s)?(?:rds|docdb|neptune|redshift|ec2|fsx|efs|dynamodb)\s+delete-(?:db-|cluster-)*(?:instance|cluster|snapshot|volume|backup|file-system)\b/,
  ],
  ["aws cloudformation delete-stack", /\baws\s(?:[^;&|\n]*\s)?cloudformation\s+delete-stack\b/],
];
