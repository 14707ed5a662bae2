import { type IAMClient } from "@aws-sdk/client-iam";
import { awsOptions, type AwsConnection, unlessError } from "../../../components/vault/aws-account";

/**
 * The id of the version of a secret that is current.
 *
 * @param name - of the secret, or its ARN
 * @throws Error of AWS but for one that says that there is no such secret
 */
export async function currentVersion(
  connection: AwsConnection,
  name: string,
): Promise<{ readonly arn: string; readonly version: string } | undefined> {
  const { SecretsManagerClient, DescribeSecretCommand } =
    await import("@aws-sdk/client-secrets-manager");
  const client = new SecretsManagerClient(awsOptions(connection));
  const asked = client.send(new DescribeSecretCommand({ SecretId: name }));
  const secret = await unlessAbsent(asked);
  const current = Object.entries(secret?.VersionIdsToStages ?? {}).find(([, stages]) =>
    stages.includes("AWSCURRENT"),
  );
  if (secret?.ARN === undefined || current === undefined) return undefined;
  return { arn: secret.ARN, version: current[0] };
}

/**
 * What the current version of a secret holds.
 *
 * @throws Error of AWS but for one that says that there is no such secret
 */
export async function secretText(
  connection: AwsConnection,
  name: string,
): Promise<string | undefined> {
  const { SecretsManagerClient, GetSecretValueCommand } =
    await import("@aws-sdk/client-secrets-manager");
  const client = new SecretsManagerClient(awsOptions(connection));
  // By default as well; but after a stage was moved by hand, moto would answer with the version that was written last.
  const current = { SecretId: name, VersionStage: "AWSCURRENT" };
  const asked = client.send(new GetSecretValueCommand(current));
  return (await unlessAbsent(asked))?.SecretString;
}

/**
 * The ARN of a trail, by its name.
 *
 * @throws Error of AWS but for one that says that there is no such trail
 */
export async function trailArn(
  connection: AwsConnection,
  name: string,
): Promise<string | undefined> {
  const { CloudTrailClient, GetTrailCommand } = await import("@aws-sdk/client-cloudtrail");
  const client = new CloudTrailClient(awsOptions(connection));
  return (await unlessAbsent(client.send(new GetTrailCommand({ Name: name }))))?.Trail?.TrailARN;
}

/** An access key of a user of IAM; its secret is told once, when it is made. */
export interface AccessKey {
  readonly id: string;
  readonly made: Date;
}

/**
 * The access keys of a user, oldest first; none of one that is not there.
 *
 * @throws Error of AWS
 */
export async function accessKeys(connection: AwsConnection, user: string): Promise<AccessKey[]> {
  const { IAMClient, ListAccessKeysCommand } = await import("@aws-sdk/client-iam");
  const client: IAMClient = new IAMClient(awsOptions(connection));
  const asked = client.send(new ListAccessKeysCommand({ UserName: user }));
  const keys = (await unlessAbsent(asked))?.AccessKeyMetadata ?? [];
  return keys
    .map(({ AccessKeyId, CreateDate }): AccessKey => {
      if (AccessKeyId !== undefined && CreateDate !== undefined)
        return { id: AccessKeyId, made: CreateDate };
      throw new Error(`IAM lists an access key of ${user} without an id or the day it was made`);
    })
    .sort((one, other) => one.made.getTime() - other.made.getTime());
}

/**
 * When an access key was last used; nothing of one that never was.
 *
 * @throws Error of AWS
 */
export async function lastUse(connection: AwsConnection, id: string): Promise<Date | undefined> {
  const { IAMClient, GetAccessKeyLastUsedCommand } = await import("@aws-sdk/client-iam");
  const client: IAMClient = new IAMClient(awsOptions(connection));
  const { AccessKeyLastUsed } = await client.send(
    new GetAccessKeyLastUsedCommand({ AccessKeyId: id }),
  );
  return AccessKeyLastUsed?.LastUsedDate;
}

/** Ends an access key for good: whoever logs in with it is refused at once. */
export async function endAccessKey(
  connection: AwsConnection,
  user: string,
  id: string,
): Promise<void> {
  const { IAMClient, DeleteAccessKeyCommand } = await import("@aws-sdk/client-iam");
  const client: IAMClient = new IAMClient(awsOptions(connection));
  await client.send(new DeleteAccessKeyCommand({ UserName: user, AccessKeyId: id }));
}

const unlessAbsent = <T>(asked: Promise<T>) =>
  unlessError(
    asked,
    ...["ResourceNotFoundException", "NoSuchEntityException", "NoSuchEntity"],
    "TrailNotFoundException",
  );
