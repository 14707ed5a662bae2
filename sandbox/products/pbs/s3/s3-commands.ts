import { type Command, type CommandGroup } from "../command-line/command";
import { readConfig } from "../config/config-file";
import { createCommand, listCommand, removeCommand, updateCommand } from "../objects/crud";
import { lookUp } from "../objects/object-type";
import { reasonOf } from "../schema/parameter-error";
import { text } from "../schema/scalars";
import { type Properties, type Values } from "../schema/schema";
import { bucketSchema } from "./formats";
import { type ObjectStore, objectStore } from "./s3-client";
import { s3Endpoint, s3EndpointIdSchema } from "./s3-endpoint";

const endpointParameter: Properties = {
  "s3-endpoint-id": { schema: s3EndpointIdSchema, required: true },
};

const bucketParameters: Properties = {
  ...endpointParameter,
  bucket: { schema: bucketSchema, required: true },
  "store-prefix": {
    schema: text("Store prefix within bucket for S3 object keys (commonly datastore name)"),
  },
};

const listBuckets: Command = {
  description: "List buckets accessible by the given S3 client configuration",
  positional: ["s3-endpoint-id"],
  parameters: endpointParameter,
  async execute(given) {
    const store = await connect(given);
    const names = await inStep("failed to list buckets", () => store.listBuckets());
    return names.map((name) => ({ name }));
  },
};

const resetCounters: Command = {
  description:
    "Reset the S3 request counters for matching endpoint, bucket or datastore (if prefix is given).",
  positional: ["s3-endpoint-id", "bucket"],
  parameters: bucketParameters,
  execute(given) {
    lookUpEndpoint(given);
    const parts = ["s3-endpoint-id", "bucket", "store-prefix"].flatMap((name) => given[name] ?? []);
    const file = `/var/lib/proxmox-backup/s3-statistics/${parts.join("-")}.shmem`;
    throw new Error(`Cannot find s3 counters file '"${file}"'`);
  },
};

/** `s3 check ENDPOINT BUCKET`: reads the bucket's head, then puts, gets and deletes an object. */
const check: Command = {
  description: "Perform basic sanity checks for given S3 client configuration",
  positional: ["s3-endpoint-id", "bucket"],
  parameters: bucketParameters,
  async execute(given) {
    const store = await connect(given, String(given["bucket"]));
    const prefix = given["store-prefix"] === undefined ? "" : `${String(given["store-prefix"])}/`;
    const key = `${prefix}.s3-client-test`;
    await inStep("head object failed", () => store.headBucket());
    await inStep("put object failed", () => store.put(key, ""));
    await inStep("get object failed", () => store.get(key));
    await inStep("delete object failed", () => store.remove(key));
    return undefined;
  },
};

/** `s3`. The verbs have no `show`: `list` alone tells of endpoints. */
export const s3: CommandGroup = {
  commands: {
    check,
    endpoint: {
      commands: {
        list: listCommand(s3Endpoint),
        create: createCommand(s3Endpoint),
        update: updateCommand(s3Endpoint),
        remove: removeCommand(s3Endpoint),
        "list-buckets": listBuckets,
        "reset-counters": resetCounters,
      },
    },
  },
};

/** A step's result. @throws Error with the step before the reason. */
export async function inStep<T>(step: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new Error(`${step}: ${reasonOf(error)}`);
  }
}

function lookUpEndpoint(given: Values) {
  try {
    const id = String(given["s3-endpoint-id"]);
    return lookUp(s3Endpoint, readConfig(s3Endpoint.file).sections, id);
  } catch (error) {
    throw new Error(`config lookup failed: ${reasonOf(error)}`);
  }
}

function connect(given: Values, bucket?: string): Promise<ObjectStore> {
  return objectStore(lookUpEndpoint(given), bucket);
}
