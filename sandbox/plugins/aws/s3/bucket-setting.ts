import type { CheckFailure, Properties, ResourceType } from "../../protocol/resource-type";
import { unlessAbsent } from "../absence";
import { type AwsResource, type InputTrait, awsResourceType } from "../aws-resource";
import type { AwsClient } from "../client";

/** The inputs every setting has. */
export interface OfBucket {
  readonly bucket: string;
}

/**
 * A setting of a bucket with a resource type of its own: one put writes it, whether it was there or not.
 *
 * @typeParam Inputs - the inputs the stand-in knows, the bucket included
 */
export interface BucketSetting<Inputs extends OfBucket> extends Pick<
  AwsResource<Inputs>,
  "token" | "notSimulated" | "defaults" | "secretOutputs" | "sets" | "jsonDocuments"
> {
  /** How its own inputs behave; a change of the bucket always replaces. */
  readonly inputs: Readonly<Record<Exclude<keyof Inputs & string, "bucket">, InputTrait>>;
  /** Error codes by which the server says that the bucket has no such setting. */
  readonly absent: readonly string[];
  check?(inputs: Inputs): CheckFailure[];
  /** `prior` is the state before, and missing where the setting is made. */
  readonly put: (client: AwsClient, inputs: Inputs, prior?: Inputs) => Promise<unknown>;
  readonly get: (client: AwsClient, bucket: string) => Promise<Properties | undefined>;
  readonly clear: (client: AwsClient, bucket: string, prior: Inputs) => Promise<unknown>;
}

/** The resource type of a bucket's setting: its id is the bucket's name, and it goes when the bucket goes. */
export function bucketSetting<Inputs extends OfBucket>(
  setting: BucketSetting<Inputs>,
): ResourceType<AwsClient> {
  const { absent, put, get, clear, ...plain } = setting;
  const inputs = { ...setting.inputs, bucket: { replaces: true } };
  return awsResourceType<Inputs>({
    ...plain,
    inputs: inputs as Readonly<Record<keyof Inputs & string, InputTrait>>,
    notSimulated: ["expectedBucketOwner", ...(setting.notSimulated ?? [])],
    check: (given) => setting.check?.(given) ?? [],
    async create(client, given) {
      await put(client, given);
      return given.bucket;
    },
    async update(client, _id, given, prior) {
      await put(client, given, prior);
    },
    async observe(client, bucket) {
      const found = await unlessAbsent(get(client, bucket), "NoSuchBucket", ...absent);
      return found && { ...found, bucket };
    },
    async delete(client, bucket, prior) {
      await unlessAbsent(clear(client, bucket, prior), "NoSuchBucket", ...absent);
    },
  });
}
