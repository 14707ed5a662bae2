import type { PluginDefinition } from "../protocol/plugin-definition";
import schema from "../schema/minio.json";
import { bucket } from "./bucket";
import { bucketEncryption } from "./bucket-encryption";
import { bucketVersioning } from "./bucket-versioning";
import { checkMinioConfig, connectMinio, type MinioClient } from "./client";
import { iamPolicy } from "./iam-policy";
import { iamUser } from "./iam-user";
import { iamUserPolicyAttachment } from "./iam-user-policy-attachment";
import { ilmPolicy } from "./ilm-policy";

/** The stand-in for the plugin of `@pulumi/minio`, on whatever MinIO server the program names. */
export const minioPlugin: PluginDefinition<MinioClient> = {
  name: "minio",
  schema,
  checkConfig: checkMinioConfig,
  connect: connectMinio,
  resourceTypes: [
    bucket,
    bucketVersioning,
    bucketEncryption,
    ilmPolicy,
    iamUser,
    iamPolicy,
    iamUserPolicyAttachment,
  ],
};
