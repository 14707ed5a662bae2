import {
  type AwsConnection,
  type Look,
  lookForBucket,
  lookForKey,
  lookForSecret,
} from "../../components/vault/aws-account";
import { messageOf } from "../../lib/progress/message-of";
import { plain } from "./deployed-object";
import { type ProviderDrift, type ProviderReading, type Unread } from "./provider-drift";
import { titleOf, typeOf } from "./resource-name";
import { type ExportedResource, type StackExport } from "./stack-export";

/** By type: how AWS is asked for what its provider takes for gone while it can still be brought back. */
const looks: Readonly<Record<string, Look>> = {
  "aws:kms/key:Key": lookForKey,
  "aws:secretsmanager/secret:Secret": lookForSecret,
  "aws:s3/bucket:Bucket": lookForBucket,
};

/**
 * Asks AWS itself for what a refresh does not see of that which holds or opens backups: a key that waits for its deletion is not gone, and
 * whoever believes it lets it die.
 *
 * @returns the reading, with what was found; where AWS cannot be asked, the thing is unread
 */
export async function stillThere(
  reading: ProviderReading,
  { deployment }: StackExport,
): Promise<ProviderReading> {
  const resources = new Map((deployment.resources ?? []).map((one) => [one.urn, one]));
  const asked = await Promise.all(
    reading.drift.map(async (drift): Promise<ProviderDrift | Unread> => {
      const look = looks[typeOf(drift.urn)];
      if (drift.kind !== "absent" || look === undefined) return drift;
      try {
        const found = await lookAt(drift.urn, look, resources);
        return found === undefined ? drift : { ...drift, found };
      } catch (error) {
        const reason = `its provider takes it for gone, and AWS could not be asked: ${messageOf(error)}`;
        return { title: titleOf(drift.urn), reason, urns: [drift.urn] };
      }
    }),
  );
  return {
    drift: asked.filter((one) => "urn" in one),
    unread: [...reading.unread, ...asked.filter((one) => "reason" in one)],
  };
}

function lookAt(urn: string, look: Look, resources: ReadonlyMap<string, ExportedResource>) {
  const { id, provider = "" } = resources.get(urn) ?? {};
  const entered = resources.get(provider.slice(0, provider.lastIndexOf("::")));
  if (id === undefined || entered === undefined)
    throw new Error(`the stack's export does not say how ${urn} is reached`);
  return look(connectionOf(entered), id);
}

/** What a provider was configured with. */
interface ProviderInputs {
  readonly region: string;
  /** As JSON: services with their addresses. */
  readonly endpoints?: string;
  readonly accessKey?: string;
  readonly secretKey?: string;
}

function connectionOf({ inputs = {} }: ExportedResource): AwsConnection {
  const { region, endpoints, accessKey, secretKey } = plain(inputs) as ProviderInputs;
  const [services] = JSON.parse(endpoints ?? "[]") as { readonly kms?: string }[];
  return {
    region,
    ...(services?.kms === undefined ? {} : { endpoint: services.kms }),
    ...(accessKey === undefined || secretKey === undefined
      ? {}
      : { credentials: { accessKeyId: accessKey, secretAccessKey: secretKey } }),
  };
}
