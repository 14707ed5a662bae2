import {
  DeleteBucketLifecycleCommand,
  GetBucketLifecycleConfigurationCommand,
  PutBucketLifecycleConfigurationCommand,
} from "@aws-sdk/client-s3";
import type { ResourceReading, ResourceType } from "../protocol/resource-type";
import type { MinioClient } from "./client";
import { during, noBucket, unless } from "./faults";
import { checkRule, type DeclaredRule, readRule, writeRule } from "./lifecycle-rule";

const noLifecycle = ["NoSuchLifecycleConfiguration", ...noBucket];

async function readPolicy(
  { s3 }: MinioClient,
  bucket: string,
): Promise<ResourceReading | undefined> {
  const request = new GetBucketLifecycleConfigurationCommand({ Bucket: bucket });
  const found = await unless(noLifecycle, s3.send(request));
  if (!found) return undefined;
  const rules = (found.Rules ?? []).map(readRule);
  // What the provider decides is no input, or nothing that was imported could be declared.
  const declarable = rules.map(({ status: _, ...rule }) => rule);
  return { id: bucket, outputs: { bucket, rules }, inputs: { bucket, rules: declarable } };
}

async function apply(client: MinioClient, bucket: string, rules: readonly DeclaredRule[]) {
  const request = new PutBucketLifecycleConfigurationCommand({
    Bucket: bucket,
    LifecycleConfiguration: { Rules: rules.map(writeRule) },
  });
  await during("setting lifecycle", bucket, client.endpoint, client.s3.send(request));
  const reading = await readPolicy(client, bucket);
  if (reading) return reading;
  throw new Error(
    `lifecycle of bucket "${bucket}" on ${client.endpoint.host} was set, but is not there`,
  );
}

/** `minio:index/ilmPolicy:IlmPolicy`: the lifecycle rules of a bucket, all of them. */
export const ilmPolicy: ResourceType<MinioClient> = {
  token: "minio:index/ilmPolicy:IlmPolicy",
  replaceOn: ["bucket"],

  check(inputs) {
    const rules = (inputs["rules"] ?? []) as (DeclaredRule | undefined)[];
    return rules.flatMap((rule, index) => (rule ? checkRule(rule, `rules[${index}]`) : []));
  },

  async create(client, { bucket, rules }) {
    return apply(client, bucket as string, rules as DeclaredRule[]);
  },

  read: readPolicy,

  async update(client, id, _prior, { rules }) {
    return apply(client, id, rules as DeclaredRule[]);
  },

  async delete({ s3 }, id) {
    await unless(noLifecycle, s3.send(new DeleteBucketLifecycleCommand({ Bucket: id })));
  },
};
