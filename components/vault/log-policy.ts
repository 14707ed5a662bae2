import { type VaultAccess, vaultAccount } from "./access";
import { guarded, plainTransport } from "./bucket-policy";
import { deny, policyText, type Statement } from "./policy-document";

/** A bucket whose access is logged. */
export interface LoggedBucket {
  /** Its name in the vault. */
  readonly store: string;
  readonly bucketName: string;
}

/** What the names of a bucket's access logs begin with. */
export const logPrefix = ({ store }: Pick<LoggedBucket, "store">) => `access/${store}/`;

/** What the names of the trail's files begin with, without a slash behind it. */
export const trailPrefix = "trail";

interface LogPolicyArgs {
  readonly bucketName: string;
  readonly logged: readonly LoggedBucket[];
  readonly trailArn: string;
  readonly access: VaultAccess;
}

/**
 * The policy of the log bucket: S3 writes the access logs of each bucket below its own prefix, CloudTrail its trail, for this account alone,
 * or everybody's buckets could be logged here (Amazon S3 User Guide, "Enabling server access logging"; AWS CloudTrail User Guide, "Amazon
 * S3 bucket policy for CloudTrail"). Nobody else writes a log, whatever IAM allows.
 */
export function logPolicy({ bucketName, logged, trailArn, access }: LogPolicyArgs): string {
  const account = vaultAccount(access);
  const here = `arn:aws:s3:::${bucketName}`;
  const trail = { StringEquals: { "aws:SourceArn": trailArn } };
  return policyText([
    plainTransport(bucketName),
    ...logged.map((bucket, index) =>
      service(`AccessLogs${index + 1}`, "logging.s3.amazonaws.com", "s3:PutObject", {
        Resource: `${here}/${logPrefix(bucket)}*`,
        Condition: {
          ArnLike: { "aws:SourceArn": `arn:aws:s3:::${bucket.bucketName}` },
          StringEquals: { "aws:SourceAccount": account },
        },
      }),
    ),
    service("TrailLooks", "cloudtrail.amazonaws.com", "s3:GetBucketAcl", {
      ...{ Resource: here, Condition: trail },
    }),
    service("TrailWrites", "cloudtrail.amazonaws.com", "s3:PutObject", {
      Resource: `${here}/${trailPrefix}/AWSLogs/${account}/*`,
      Condition: {
        StringEquals: { ...trail.StringEquals, "s3:x-amz-acl": "bucket-owner-full-control" },
      },
    }),
    deny(
      "OnlyServicesWrite",
      ["s3:PutObject"],
      { Bool: { "aws:PrincipalIsAWSService": "false" } },
      `${here}/*`,
    ),
    ...guarded({ bucketName, access }),
  ]);
}

function service(
  Sid: string,
  Service: string,
  action: string,
  rest: Pick<Statement, "Resource" | "Condition">,
): Statement {
  return { Sid, Effect: "Allow", Principal: { Service }, Action: [action], ...rest };
}
