import { named } from "../../named";
import { propertiesOf } from "../../property-string";
import { type RemoteObject } from "../../remote-object";
import { type Resource, type ResourceOf } from "../../resource";
import { type ResourceType, s3Types } from "../../resource-types";
import { type Stack } from "../../stack";

/**
 * The bucket in which a datastore keeps its chunks; `undefined` for one on a disk (Proxmox Backup Server documentation,
 * `backend` of a datastore: `type=s3,client=…,bucket=…`).
 */
export function bucketOf({ document }: RemoteObject): string | undefined {
  return propertiesOf(document["backend"]).get("bucket");
}

const bucketTypes = [...s3Types.bucket, "minio:index/s3Bucket:S3Bucket"] as const;

/** Settings of those types that speak of a bucket of that name, or of a resource that has it, on Amazon S3 or on MinIO. */
export function settingsOf<Type extends ResourceType>(
  stack: Stack,
  bucket: string,
  types: readonly Type[],
): ResourceOf<Type>[] {
  const ofThatName: readonly Resource[] = stack.about(named(bucket), "bucket", bucketTypes);
  const property = "bucket" as keyof ResourceOf<Type>["props"] & string;
  const found = [named(bucket), ...ofThatName].flatMap((one) => stack.about(one, property, types));
  return [...new Set(found)];
}
