import { BudgetsClient } from "@aws-sdk/client-budgets";
import { CloudTrailClient } from "@aws-sdk/client-cloudtrail";
import { IAMClient } from "@aws-sdk/client-iam";
import { KMSClient } from "@aws-sdk/client-kms";
import { S3Client } from "@aws-sdk/client-s3";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SNSClient } from "@aws-sdk/client-sns";
import type { Properties } from "../protocol/resource-type";
import type { ProviderConfig } from "./provider-config";

/** A configured connection to the sandbox's AWS. */
export interface AwsClient {
  /** The provider's Region; the sandbox serves no other. */
  readonly region: string;
  /** Tags of the provider's configuration, put on everything that can carry tags. */
  readonly defaultTags: Readonly<Record<string, string>>;
  readonly s3: S3Client;
  readonly kms: KMSClient;
  readonly secretsManager: SecretsManagerClient;
  readonly iam: IAMClient;
  readonly cloudTrail: CloudTrailClient;
  readonly sns: SNSClient;
  readonly budgets: BudgetsClient;
}

// Which Node runs here is the toolchain's business; the SDK would write its advice into the engine's output.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";

/** Connects as a checked configuration says; nothing is sent before the first resource. */
export function connectAws(checked: Properties): AwsClient {
  const config = checked as unknown as ProviderConfig;
  const [endpoints] = config.endpoints;
  const shared = {
    region: config.region,
    credentials: {
      accessKeyId: config.accessKey,
      secretAccessKey: config.secretKey,
      ...(config.token !== undefined && { sessionToken: config.token }),
    },
  };
  return {
    region: config.region,
    defaultTags: config.defaultTags?.tags ?? {},
    s3: new S3Client({
      ...shared,
      endpoint: endpoints.s3,
      forcePathStyle: config.s3UsePathStyle ?? false,
    }),
    kms: new KMSClient({ ...shared, endpoint: endpoints.kms }),
    secretsManager: new SecretsManagerClient({ ...shared, endpoint: endpoints.secretsmanager }),
    iam: new IAMClient({ ...shared, endpoint: endpoints.iam }),
    cloudTrail: new CloudTrailClient({ ...shared, endpoint: endpoints.cloudtrail }),
    sns: new SNSClient({ ...shared, endpoint: endpoints.sns }),
    budgets: new BudgetsClient({ ...shared, endpoint: endpoints.budgets }),
  };
}
