import {
  CreateTopicCommand,
  DeleteTopicCommand,
  GetTopicAttributesCommand,
  ListTagsForResourceCommand,
  SetTopicAttributesCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from "@aws-sdk/client-sns";
import { unlessAbsent } from "../absence";
import { type AwsResource, awsResourceType } from "../aws-resource";
import type { AwsClient } from "../client";
import { faultIf } from "../faults";
import { canonicalPolicy, checkPolicy } from "../policy-document";
import { allTags, tagOutputs, type Tags } from "../tags";

/** The inputs of `aws.sns.Topic` that the sandbox acts out. */
interface TopicInputs {
  readonly name: string;
  readonly kmsMasterKeyId?: string;
  readonly policy?: string;
  readonly tags?: Tags;
}

/** What SNS answers about something that is not there. */
const gone = "NotFoundException";

/** Letters, digits, dashes and underscores (Amazon SNS API, CreateTopic). */
const topicName = /^[\w-]{1,256}$/;

/** Bytes of a topic's policy (Amazon SNS quotas). */
const mostPolicyBytes = 30_720;

const tagList = (tags: Tags) => Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));

async function tagsOn({ sns }: AwsClient, ResourceArn: string): Promise<Tags> {
  const { Tags = [] } = await sns.send(new ListTagsForResourceCommand({ ResourceArn }));
  return Object.fromEntries(Tags.map(({ Key = "", Value = "" }) => [Key, Value]));
}

const attributesOf = ({ kmsMasterKeyId, policy }: TopicInputs): [string, string][] => [
  ...(kmsMasterKeyId === undefined ? [] : [["KmsMasterKeyId", kmsMasterKeyId] as [string, string]]),
  ...(policy === undefined ? [] : [["Policy", policy] as [string, string]]),
];

async function setAttributes({ sns }: AwsClient, arn: string, inputs: TopicInputs): Promise<void> {
  for (const [AttributeName, AttributeValue] of attributesOf(inputs))
    await sns.send(new SetTopicAttributesCommand({ TopicArn: arn, AttributeName, AttributeValue }));
}

const spec: AwsResource<TopicInputs> = {
  token: "aws:sns/topic:Topic",
  inputs: {
    name: { replaces: true },
    kmsMasterKeyId: {},
    policy: { canonical: canonicalPolicy },
    tags: { usual: {} },
  },
  autoName: "name",
  jsonDocuments: ["policy"],
  volatileOutputs: ["tagsAll"],
  check: ({ name, policy }) => [
    ...checkPolicy("policy", policy, mostPolicyBytes),
    ...faultIf(
      name !== undefined && !topicName.test(name),
      "name",
      `got ${JSON.stringify(name)}; allowed: 1 to 256 letters, digits, - and _`,
    ),
  ],
  async create(client, { name, tags }) {
    const { TopicArn } = await client.sns.send(
      new CreateTopicCommand({ Name: name, Tags: tagList(allTags(client, tags)) }),
    );
    return TopicArn!;
  },
  complete: setAttributes,
  async update(client, ResourceArn, inputs) {
    await setAttributes(client, ResourceArn, inputs);
    const wanted = allTags(client, inputs.tags);
    const TagKeys = Object.keys(await tagsOn(client, ResourceArn)).filter(
      (key) => !(key in wanted),
    );
    if (TagKeys.length > 0)
      await client.sns.send(new UntagResourceCommand({ ResourceArn, TagKeys }));
    await client.sns.send(new TagResourceCommand({ ResourceArn, Tags: tagList(wanted) }));
  },
  async observe(client, TopicArn, { tags }) {
    const asked = client.sns.send(new GetTopicAttributesCommand({ TopicArn }));
    const answer = await unlessAbsent(asked, gone);
    const attributes = answer?.Attributes;
    return (
      attributes && {
        arn: TopicArn,
        name: TopicArn.split(":").at(-1),
        owner: attributes["Owner"],
        kmsMasterKeyId: attributes["KmsMasterKeyId"],
        policy: attributes["Policy"],
        ...tagOutputs(client, await tagsOn(client, TopicArn), tags),
      }
    );
  },
  async delete({ sns }, TopicArn) {
    await unlessAbsent(sns.send(new DeleteTopicCommand({ TopicArn })), gone);
  },
};

/** `aws.sns.Topic`: its id is its ARN. */
export const topic = awsResourceType(spec);
