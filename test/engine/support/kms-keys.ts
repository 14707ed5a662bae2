import { KMSClient, ListKeysCommand } from "@aws-sdk/client-kms";
import { type TestSandbox } from "./sandbox";

/** How many keys there are in the cloud of a sandbox, those that its stack does not know among them. */
export async function keyCount({ endpoints }: TestSandbox): Promise<number> {
  const { endpoint, region, accessKey, secretKey } = endpoints.aws;
  const credentials = { accessKeyId: accessKey, secretAccessKey: secretKey };
  const client = new KMSClient({ endpoint, region, credentials });
  return (await client.send(new ListKeysCommand({}))).Keys?.length ?? 0;
}
