import { ListAccessKeysCommand, ListUsersCommand } from "@aws-sdk/client-iam";
import { ListBucketsCommand } from "@aws-sdk/client-s3";
import { ListSecretsCommand } from "@aws-sdk/client-secrets-manager";
import { Operator } from "./by-hand/operator";
import { keyCount } from "./kms-keys";
import { type TestSandbox } from "./sandbox";

/** What there is in the cloud and on the sites of a sandbox, whoever made it: how many of what has no name, the names of the rest. */
export async function censusOf(sandbox: TestSandbox) {
  const operator = new Operator(sandbox.endpoints);
  const { s3, iam, secretsManager } = operator;
  try {
    const { Users = [] } = await iam.send(new ListUsersCommand({}));
    const users = Users.map(({ UserName = "" }) => UserName).sort();
    const accessKeys = await Promise.all(
      users.map(async (UserName) => {
        const { AccessKeyMetadata = [] } = await iam.send(new ListAccessKeysCommand({ UserName }));
        return `${UserName}: ${AccessKeyMetadata.length}`;
      }),
    );
    const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
    const { SecretList = [] } = await secretsManager.send(new ListSecretsCommand({}));
    return {
      ...{ users, accessKeys, keys: await keyCount(sandbox) },
      buckets: Buckets.map(({ Name }) => Name).sort(),
      secrets: SecretList.map(({ ARN }) => ARN).sort(),
      minio: {
        fs01: await onSite(operator, "fs01"),
        fs03: await onSite(operator, "fs03"),
      },
    };
  } finally {
    await operator.leave();
  }
}

async function onSite(operator: Operator, site: string) {
  const listed = async (...words: readonly string[]) =>
    (await operator.mc(site, [...words, "--json"]))
      .split("\n")
      .filter((line) => line.trim() !== "")
      .map((line) => JSON.parse(line) as { key?: string; accessKey?: string; policy?: string })
      .map(({ key, accessKey, policy }) => key ?? accessKey ?? policy)
      .sort();
  return {
    buckets: await listed("ls", "here"),
    users: await listed("admin", "user", "ls", "here"),
    policies: await listed("admin", "policy", "ls", "here"),
  };
}
