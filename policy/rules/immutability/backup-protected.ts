import { remoteObjectOf } from "../../remote-object";
import { type Resource, type ResourceOf, isOf } from "../../resource";
import { type ResourceType, s3Types } from "../../resource-types";
import { resourceRule } from "../../rule";

const commandType = "command:remote:Command";

/** What holds backups, and what opens them. A secret's value is among it: the next one takes its place. */
const keeping = [
  ...s3Types.bucket,
  "aws:kms/key:Key",
  "aws:kms/externalKey:ExternalKey",
  "aws:kms/replicaKey:ReplicaKey",
  "aws:kms/replicaExternalKey:ReplicaExternalKey",
  "aws:secretsmanager/secret:Secret",
  "aws:secretsmanager/secretVersion:SecretVersion",
  "minio:index/s3Bucket:S3Bucket",
] as const satisfies readonly ResourceType[];

/**
 * The engine refuses to delete or replace what is protected, so that no edit of a program and no destroy takes backups,
 * or the keys that they cannot be read without. Their settings can be put right again and need none.
 */
export const backupProtected = resourceRule({
  name: "backup-protected",
  description: "What holds backups or opens them is protected from being deleted or replaced.",
  remediation: "Give the resource, or the component above it, the option `protect: true`.",
  types: [...keeping, commandType],
  judge: (resource) => {
    // Before anything is read: what is protected needs no look.
    if (resource.isProtected || !keepsBackups(resource)) return [];
    return [
      {
        problem:
          "is not protected, so that an edit of the program or a destroy could take backups, or the key to them; wanted is the option protect: true",
        fix: "give it the option protect: true",
      },
    ];
  },
});

function keepsBackups(resource: Resource): boolean {
  if (!isOf(resource, [commandType])) return true;
  const kind = kindOf(resource);
  return (
    kind === "pbs datastore" || kind === "veeam encryption key" || kind.endsWith(" repository")
  );
}

function kindOf(command: ResourceOf<typeof commandType>): string {
  return remoteObjectOf(command)?.kind ?? "";
}
