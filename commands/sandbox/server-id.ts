import {
  DescribeKeyCommand,
  KMSClient,
  ListResourceTagsCommand,
  paginateListKeys,
} from "@aws-sdk/client-kms";
import { finders } from "../recover/finders";
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
  const { urn, type, inputs = {} } = resource;
  const lookup = lookups[type];
  if (lookup) return lookup(resource, surroundings);
  const finder = Object.hasOwn(finders, type) ? finders[type] : undefined;
  if (finder === undefined || finder.kind === "again") return undefined;
  if (finder.kind !== "asked") return finder.id(inputs);
  const around = {
    accountOf: () => connectionTo(surroundings.endpoints),
    sibling: () => undefined,
  };
  const found = await finder.find({ urn, type, inputs, name: urn, provider: "" }, around);
  return found?.id;
}

type Lookup = (resource: Resource, surroundings: Surroundings) => Promise<string | undefined>;

/** Types of which an update that was killed tells more, or wants something else, than a state that is lost. */
const lookups: Readonly<Record<string, Lookup>> = {
  // Its alias may not be there yet, and which keys the state has is known.
  "aws:kms/key:Key": keyId,
  // Nobody has been told its secret yet, so that another does no harm.
  "minio:index/iamUser:IamUser": ({ inputs = {} }) => Promise.resolve(inputs["name"] as string),
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
