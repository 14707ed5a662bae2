import { type KMSClient } from "@aws-sdk/client-kms";
import { wholeDaysUntil } from "../../model/time/whole-days-until";

/** How AWS is asked directly, for what the provider has no word: that something is there which it takes for gone. */
export interface AwsConnection {
  readonly region: string;
  /** Default: AWS's own. */
  readonly endpoint?: string;
  /** Default: what the environment offers. */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** Something that AWS has, whatever the provider says of it. */
export interface FoundThing {
  /** By which an import knows it. */
  readonly id: string;
  /** In words: `in use`, `disabled`, `pending deletion, 5 days left`. */
  readonly state: string;
  /** Commands that put it back to use. None where it is in use. */
  readonly wayBack: readonly string[];
}

/** Looks for a thing by its name or id. */
export type Look = (connection: AwsConnection, name: string) => Promise<FoundThing | undefined>;

/**
 * A KMS key, by its id or `alias/NAME`.
 *
 * @throws Error of AWS but for one that says that there is none
 */
export const lookForKey: Look = async (connection, name) => {
  const { KMSClient, DescribeKeyCommand } = await import("@aws-sdk/client-kms");
  const client: KMSClient = new KMSClient(awsOptions(connection));
  const asked = client.send(new DescribeKeyCommand({ KeyId: name }));
  const answer = await unlessError(asked, "NotFoundException");
  const key = answer?.KeyMetadata;
  if (key?.KeyId === undefined) return undefined;
  const id = key.KeyId;
  const where = `--key-id ${id} --region ${connection.region}`;
  const enable = `aws kms enable-key ${where}`;
  if (key.DeletionDate !== undefined)
    return {
      ...{ id, state: `pending deletion, ${daysLeft(key.DeletionDate)}` },
      wayBack: [`aws kms cancel-key-deletion ${where}`, enable],
    };
  return key.Enabled === true
    ? { id, state: "in use", wayBack: [] }
    : { id, state: String(key.KeyState).toLowerCase(), wayBack: [enable] };
};

/**
 * A secret, by its name or ARN.
 *
 * @throws Error of AWS but for one that says that there is none
 */
export const lookForSecret: Look = async (connection, name) => {
  const { SecretsManagerClient, DescribeSecretCommand } =
    await import("@aws-sdk/client-secrets-manager");
  const client = new SecretsManagerClient(awsOptions(connection));
  const asked = client.send(new DescribeSecretCommand({ SecretId: name }));
  const secret = await unlessError(asked, "ResourceNotFoundException");
  if (secret?.ARN === undefined) return undefined;
  const key =
    secret.KmsKeyId === undefined ? undefined : await underKey(connection, secret.KmsKeyId);
  if (key !== undefined) return { id: secret.ARN, ...key };
  // What is told is when somebody deleted it; it can be brought back until its window ends (30 days, as this stack sets it).
  return secret.DeletedDate === undefined
    ? { id: secret.ARN, state: "in use", wayBack: [] }
    : {
        ...{ id: secret.ARN, state: `scheduled for deletion since ${dayOf(secret.DeletedDate)}` },
        wayBack: [
          `aws secretsmanager restore-secret --secret-id ${name} --region ${connection.region}`,
        ],
      };
};

/** What becomes of a secret whose key waits for its end, or is off: nobody can read it. Who may not look at the key is told nothing. */
async function underKey(connection: AwsConnection, key: string) {
  const found = await lookForKey(connection, key).catch(() => undefined);
  if (found === undefined || found.wayBack.length === 0) return undefined;
  const { id, state, wayBack } = found;
  return { state: `under the key ${id}, which is ${state}`, wayBack };
}

/**
 * A bucket, by its name.
 *
 * @throws Error of AWS but for one that says that there is none; of one that belongs to somebody else, too
 */
export const lookForBucket: Look = async (connection, name) => {
  const { S3Client, HeadBucketCommand } = await import("@aws-sdk/client-s3");
  const isElsewhere = connection.endpoint !== undefined;
  const client = new S3Client({ ...awsOptions(connection), forcePathStyle: isElsewhere });
  const asked = client.send(new HeadBucketCommand({ Bucket: name }));
  const answer = await unlessError(asked, "NotFound", "NoSuchBucket").catch((error: unknown) => {
    throw notOurs(name, error);
  });
  return answer && { id: name, state: "in use", wayBack: [] };
};

/** S3 answers such a question without a word of why. */
function notOurs(name: string, error: unknown): unknown {
  const { httpStatusCode: status } =
    (error as { readonly $metadata?: { readonly httpStatusCode?: number } }).$metadata ?? {};
  if (status !== 403 && status !== 301) return error;
  const why =
    status === 403 ? "is somebody else's, or not for this role to look at" : "is in another region";
  return new Error(
    `the bucket ${name} ${why}; fix: name another bucket in backup:vault.buckets, or give the role s3:ListBucket on it`,
    { cause: error },
  );
}

/**
 * The ARN of a role of IAM, by its name.
 *
 * @throws Error of AWS but for one that says that there is none
 */
export async function roleArn(
  connection: AwsConnection,
  name: string,
): Promise<string | undefined> {
  const { IAMClient, GetRoleCommand } = await import("@aws-sdk/client-iam");
  const client = new IAMClient(awsOptions(connection));
  const asked = client.send(new GetRoleCommand({ RoleName: name }));
  return (await unlessError(asked, "NoSuchEntityException", "NoSuchEntity"))?.Role?.Arn;
}

/** Options of a client of the SDK. */
export function awsOptions({ region, endpoint, credentials }: AwsConnection) {
  // Which Node runs here is the toolchain's business; the SDK would write its advice into the engine's output.
  process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";
  return {
    region,
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(credentials === undefined ? {} : { credentials }),
  };
}

/** Every other error stays one: a service that is down must never look like a key that is gone. */
export async function unlessError<T>(
  asked: Promise<T>,
  ...names: readonly string[]
): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Error && names.includes(error.name)) return undefined;
    throw error;
  }
}

const dayOf = (date: Date) => date.toISOString().slice(0, 10);

function daysLeft(end: Date): string {
  const days = wholeDaysUntil(end, new Date());
  return days === 1 ? "1 day left" : `${days} days left`;
}
