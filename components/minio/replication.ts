import * as pulumi from "@pulumi/pulumi";
import { EstateComponent } from "../estate-component";
import { RemoteObject } from "../remote/remote-object";
import { secretMark } from "../remote/secret-mark";
import { type MinioBucket } from "./bucket";
import { minioScript } from "./script";
import { defineMinioUser } from "./user";

/** From which bucket to which. */
export interface MinioReplicationArgs {
  readonly source: MinioBucket;
  readonly target: MinioBucket;
}

interface Declared {
  readonly sourceSite: string;
  readonly targetSite: string;
  /** What else than new objects is carried over; deletes never are, or the copy would be no backup. */
  readonly replicates: readonly string[];
}

/** What a rule may carry over besides new objects: neither deletes nor delete markers. */
const replicates = ["existing-objects"] as const;

/** What a replication user must be allowed on its target. Source: MinIO bucket replication documentation. */
const bucketActions = [
  "s3:GetReplicationConfiguration",
  "s3:ListBucket",
  "s3:ListBucketMultipartUploads",
  "s3:GetBucketLocation",
  "s3:GetBucketVersioning",
  "s3:GetBucketObjectLockConfiguration",
  "s3:GetEncryptionConfiguration",
];
const objectActions = [
  "s3:GetReplicationConfiguration",
  "s3:ReplicateTags",
  "s3:AbortMultipartUpload",
  "s3:GetObject",
  "s3:GetObjectVersion",
  "s3:GetObjectVersionTagging",
  "s3:PutObject",
  "s3:PutObjectRetention",
  "s3:PutBucketObjectLockConfiguration",
  "s3:PutObjectLegalHold",
  "s3:ReplicateObject",
];

/**
 * Defines replication of one bucket to another site by a user of its own that can neither delete there nor see
 * any other bucket. The provider has no such resource, so the source's own client sets the rule. Destroying it
 * stops replication; what was replicated stays.
 */
export class MinioReplication extends EstateComponent<Declared> {
  constructor(name: string, args: MinioReplicationArgs, opts?: pulumi.ComponentResourceOptions) {
    const { source, target } = args;
    super(
      {
        type: "backup:minio:Replication",
        onRemoval:
          "new objects are no longer copied and the log-in for it goes; what was copied stays",
      },
      name,
      { sourceSite: source.site.ownName, targetSite: target.site.ownName, replicates },
      opts,
    );
    const id = this.ownName;
    const user = defineMinioUser(this, target.site, target.bucketName.apply(replicationPolicy));
    const mark = user.secret.apply((secret) => secretMark(secret, id));
    new RemoteObject(
      this.childName("rule"),
      {
        host: source.site.host,
        kind: "minio replication rule",
        identity: id,
        script: minioScript("replication.sh"),
        document: {
          bucket: source.bucketName,
          target: pulumi.interpolate`${target.site.url}/${target.bucketName}`,
          id: pulumi.unsecret(pulumi.interpolate`${id}-${mark}`),
          priority: 1,
          rules: 1,
          status: "Enabled",
          "existing-objects": "Enabled",
          filter: [],
          delete: "Disabled",
          "delete-marker": "Disabled",
        },
        settings: { source: source.site.url, target: target.site.url },
        secrets: {
          source: source.site.logIn,
          target: pulumi.interpolate`${user.name}:${user.secret}`,
        },
      },
      { parent: this, dependsOn: [user.ready] },
    );
    this.registerOutputs({});
  }
}

function replicationPolicy(bucket: string): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Action: bucketActions, Resource: [`arn:aws:s3:::${bucket}`] },
      { Effect: "Allow", Action: objectActions, Resource: [`arn:aws:s3:::${bucket}/*`] },
    ],
  });
}
