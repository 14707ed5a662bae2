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
 * @throws Error if more than one key may be it, or one that nobody may look at, and every error of AWS
 */
export async function findKey(
  connection: AwsConnection,
  alias: string,
  labels: KeyLabels,
): Promise<FoundThing | undefined> {
  const found = await lookForKey(connection, alias);
  if (found !== undefined) return found;
  const { labelled, hidden } = await keysLabelled(connection, labels);
  const [id, ...others] = labelled;
  if (others.length > 0)
    throw new Error(
      `${1 + others.length} keys of KMS may be it (${[id, ...others].join(", ")}), and none has the alias ${alias}; ` +
        `give it to the right one: aws kms create-alias --alias-name ${alias} --target-key-id ID`,
    );
  if (id !== undefined) return lookForKey(connection, id);
  if (hidden.length > 0)
    throw new Error(
      `none has the alias ${alias}, and ${hidden.length} keys of KMS may not be looked at, of which one may be it ` +
        `(${hidden.join(", ")}); whoever applies the stack needs kms:DescribeKey on them, from IAM or from their own policies`,
    );
  return undefined;
}

/**
 * The same for whoever takes up what is found: an alias can be led to another key by everybody who may update aliases,
 * and what was stored lies under the key that it led to before.
 *
 * @throws Error as {@link findKey}, and where the alias leads to a key without the labels that another one has
 */
export async function findOwnKey(
  connection: AwsConnection,
  alias: string,
  labels: KeyLabels,
): Promise<FoundThing | undefined> {
  const found = await findKey(connection, alias, labels);
  if (found === undefined) return undefined;
  const { KMSClient } = await import("@aws-sdk/client-kms");
  const look = await lookAt(new KMSClient(awsOptions(connection)), found.id, labels);
  if (look === "labelled") return found;
  const { labelled } = await keysLabelled(connection, labels);
  if (labelled.length === 0) return found;
  throw new Error(
    `the alias ${alias} leads to the key ${found.id}, which nothing says to be this stack's, and ${labelled.join(", ")} has its ` +
      `description and tags: somebody has led it elsewhere. Look in CloudTrail who (UpdateAlias), and lead it back: ` +
      `aws kms update-alias --alias-name ${alias} --target-key-id ${labelled[0]} --region ${connection.region}`,
  );
}

async function keysLabelled(
  connection: AwsConnection,
  labels: KeyLabels,
): Promise<{ readonly labelled: readonly string[]; readonly hidden: readonly string[] }> {
  const { KMSClient, paginateListKeys } = await import("@aws-sdk/client-kms");
  const client: KMSClient = new KMSClient(awsOptions(connection));
  const found: Record<Look, string[]> = { labelled: [], hidden: [], another: [] };
  for await (const { Keys = [] } of paginateListKeys({ client }, {})) {
    for (const { KeyId } of Keys)
      if (KeyId !== undefined) found[await lookAt(client, KeyId, labels)].push(KeyId);
  }
  return found;
}

/** What a key turns out to be; one that nobody may look at is hidden. */
type Look = "labelled" | "hidden" | "another";

async function lookAt(
  client: KMSClient,
  KeyId: string,
  { description, tags }: KeyLabels,
): Promise<Look> {
  const { DescribeKeyCommand, ListResourceTagsCommand } = await import("@aws-sdk/client-kms");
  const asked = client.send(new DescribeKeyCommand({ KeyId }));
  const answer = await unlessError(asked, "AccessDeniedException");
  if (answer === undefined) return "hidden";
  const { KeyMetadata } = answer;
  if (KeyMetadata?.KeyManager !== "CUSTOMER" || KeyMetadata.Description !== description)
    return "another";
  const { Tags = [] } = await client.send(new ListResourceTagsCommand({ KeyId }));
  const there = new Map(Tags.map(({ TagKey, TagValue }) => [TagKey, TagValue]));
  return Object.entries(tags).every(([name, value]) => there.get(name) === value)
    ? "labelled"
    : "another";
}
