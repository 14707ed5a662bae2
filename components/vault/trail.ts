import * as cloudtrail from "@pulumi/aws/cloudtrail";
import type * as pulumi from "@pulumi/pulumi";
import { EstateComponent } from "../estate-component";
import { keepsBackups } from "../keeps-backups";
import { type VaultLogBucket } from "./log-bucket";
import { trailPrefix } from "./log-policy";

/** Who did what with a vault. */
export interface VaultTrailArgs {
  /** Names of the buckets of whose objects each request is written down. */
  readonly buckets: readonly string[];
  readonly logs: VaultLogBucket;
}

/** The ARN of a vault's trail, which the log bucket admits before it is there. */
export const trailArn = (name: string, account: string, region: string) =>
  `arn:aws:cloudtrail:${region}:${account}:trail/${name}`;

/**
 * Defines the trail of a vault: each request for an object of its buckets, and whatever changes keys, policies and settings in any
 * region, IAM among it. Each file names its predecessor's digest, so that one that is gone or changed is told (AWS CloudTrail User Guide,
 * "Validating CloudTrail log file integrity").
 */
export class VaultTrail extends EstateComponent<{ readonly buckets: readonly string[] }> {
  constructor(name: string, args: VaultTrailArgs, opts?: pulumi.ComponentResourceOptions) {
    const { buckets, logs } = args;
    super(
      {
        type: "backup:vault:Trail",
        onRemoval:
          "the trail goes on as it is; protected until somebody takes that off in the state",
      },
      name,
      { buckets },
      keepsBackups(opts),
    );
    new cloudtrail.Trail(
      this.childName("trail"),
      {
        name: this.ownName,
        s3BucketName: logs.bucketName,
        s3KeyPrefix: trailPrefix,
        enableLogging: true,
        enableLogFileValidation: true,
        includeGlobalServiceEvents: true,
        isMultiRegionTrail: true,
        eventSelectors: [
          {
            readWriteType: "All",
            includeManagementEvents: true,
            dataResources: [
              { type: "AWS::S3::Object", values: buckets.map((name) => `arn:aws:s3:::${name}/`) },
            ],
          },
        ],
      },
      { parent: this, dependsOn: [logs.ready] },
    );
    this.registerOutputs({});
  }
}
