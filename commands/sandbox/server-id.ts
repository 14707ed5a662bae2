import {
  DescribeKeyCommand,
  KMSClient,
  ListResourceTagsCommand,
  paginateListKeys,
} from "@aws-sdk/client-kms";
import { DescribeSecretCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { type SandboxEndpoints } from "../../sandbox/endpoints";
import { type Resource } from "./checkpoint";

// Which Node runs here is the toolchain's business; the SDK would write its advice among the steps.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";

/** Where an id that was never told may be found. */
export interface Surroundings {
  readonly endpoints: SandboxEndpoints;
  /** The ids that resources of the stack have already. */
  readonly taken: ReadonlySet<string>;
}

/**
 * The id on its server of a resource whose creation was interrupted before anybody was told it; nothing if it is not
 * known, or the type can be created again over what is there.
 *
 * @throws Error if more than one thing on the server may be the resource
 */
export async function serverId(
  resource: Resource,
  surroundings: Surroundings,
): Promise<string | undefined> {
  const named = resource.inputs?.[idInputs[resource.type] ?? ""];
  if (typeof named === "string") return named;
  return lookups[resource.type]?.(resource, surroundings);
}

/** Inputs that are the id of their type on its server. */
const idInputs: Readonly<Record<string, string>> = {
  "aws:s3/bucket:Bucket": "bucket",
  "aws:kms/alias:Alias": "name",
  "aws:iam/user:User": "name",
  "minio:index/s3Bucket:S3Bucket": "bucket",
  "minio:index/iamUser:IamUser": "name",
  "minio:index/iamPolicy:IamPolicy": "name",
  "proxmoxve:storage/pbs:Pbs": "resourceId",
  "proxmoxve:backup/job:Job": "resourceId",
};

type Lookup = (resource: Resource, surroundings: Surroundings) => Promise<string | undefined>;

/** Types whose id only the server makes up; a second one beside the first would go unnoticed. */
const lookups: Readonly<Record<string, Lookup>> = {
  "aws:kms/key:Key": keyId,
  "aws:secretsmanager/secret:Secret": secretArn,
};

/** A key carries its description and tags from its first moment on: AWS takes them with its creation. */
async function keyId(
  { urn, inputs = {} }: Resource,
  { endpoints, taken }: Surroundings,
): Promise<string | undefined> {
  const { endpoint } = endpoints.aws;
  const client = new KMSClient(connectionTo(endpoints));
  const found: string[] = [];
  for await (const { Keys = [] } of paginateListKeys({ client }, {})) {
    for (const { KeyId = "" } of Keys) {
      if (!taken.has(KeyId) && (await isKey(client, KeyId, inputs))) found.push(KeyId);
    }
  }
  if (found.length > 1) {
    throw new Error(
      `the creation of ${urn} was interrupted, and ${found.length} keys of ${endpoint} may be it: ${found.join(", ")}. ` +
        "Schedule the deletion of all but one (aws kms schedule-key-deletion --key-id ID) and run the command again.",
    );
  }
  return found[0];
}

/** A secret has its name from its first moment on, and nothing else may have it. */
async function secretArn(
  { inputs = {} }: Resource,
  { endpoints }: Surroundings,
): Promise<string | undefined> {
  const client = new SecretsManagerClient(connectionTo(endpoints));
  const describing = client.send(new DescribeSecretCommand({ SecretId: String(inputs["name"]) }));
  try {
    return (await describing).ARN;
  } catch (error) {
    if (error instanceof Error && error.name === "ResourceNotFoundException") return undefined;
    throw error;
  }
}

function connectionTo({ aws }: SandboxEndpoints) {
  const { endpoint, region, accessKey, secretKey } = aws;
  const credentials = { accessKeyId: accessKey, secretAccessKey: secretKey };
  return { endpoint, region, credentials };
}

async function isKey(
  client: KMSClient,
  KeyId: string,
  { description = "", tags = {} }: { description?: unknown; tags?: unknown },
): Promise<boolean> {
  const { KeyMetadata } = await client.send(new DescribeKeyCommand({ KeyId }));
  if (KeyMetadata?.DeletionDate !== undefined || KeyMetadata?.Description !== description) {
    return false;
  }
  const { Tags = [] } = await client.send(new ListResourceTagsCommand({ KeyId }));
  const onServer = new Map(Tags.map(({ TagKey, TagValue }) => [TagKey, TagValue]));
  return Object.entries(tags as object).every(([name, value]) => onServer.get(name) === value);
}
