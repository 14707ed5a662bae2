import { type KMSClient } from "@aws-sdk/client-kms";
import {
  type AwsConnection,
  awsOptions,
  type FoundThing,
  lookForKey,
  unlessError,
} from "./aws-account";

/** What a key carries from its first moment on: AWS takes both with its creation. */
export interface KeyLabels {
  readonly description: string;
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * A key of KMS by its alias or, where somebody has taken that away, by its labels. A second one beside it would go unnoticed.
 *
 * @throws Error if more than one key may be it, and every error of AWS
 */
export async function findKey(
  connection: AwsConnection,
  alias: string,
  labels: KeyLabels,
): Promise<FoundThing | undefined> {
  const found = await lookForKey(connection, alias);
  if (found !== undefined) return found;
  const [id, ...others] = await keysLabelled(connection, labels);
  if (others.length > 0)
    throw new Error(
      `${1 + others.length} keys of KMS may be it (${[id, ...others].join(", ")}), and none has the alias ${alias}; ` +
        `give it to the right one: aws kms create-alias --alias-name ${alias} --target-key-id ID`,
    );
  return id === undefined ? undefined : lookForKey(connection, id);
}

async function keysLabelled(connection: AwsConnection, labels: KeyLabels): Promise<string[]> {
  const { KMSClient, paginateListKeys } = await import("@aws-sdk/client-kms");
  const client: KMSClient = new KMSClient(awsOptions(connection));
  const found: string[] = [];
  for await (const { Keys = [] } of paginateListKeys({ client }, {})) {
    for (const { KeyId } of Keys)
      if (KeyId !== undefined && (await isLabelled(client, KeyId, labels))) found.push(KeyId);
  }
  return found;
}

async function isLabelled(
  client: KMSClient,
  KeyId: string,
  { description, tags }: KeyLabels,
): Promise<boolean> {
  const { DescribeKeyCommand, ListResourceTagsCommand } = await import("@aws-sdk/client-kms");
  const asked = client.send(new DescribeKeyCommand({ KeyId }));
  // A vault's key lets whom IAM allows look at it (key-policy.ts), so one that does not is another's.
  const { KeyMetadata } = (await unlessError(asked, "AccessDeniedException")) ?? {};
  if (KeyMetadata?.KeyManager !== "CUSTOMER" || KeyMetadata.Description !== description)
    return false;
  const { Tags = [] } = await client.send(new ListResourceTagsCommand({ KeyId }));
  const there = new Map(Tags.map(({ TagKey, TagValue }) => [TagKey, TagValue]));
  return Object.entries(tags).every(([name, value]) => there.get(name) === value);
}
