import {
  GetSubscriptionAttributesCommand,
  SubscribeCommand,
  UnsubscribeCommand,
} from "@aws-sdk/client-sns";
import { unlessAbsent } from "../absence";
import { type AwsResource, awsResourceType } from "../aws-resource";
import { oneOf } from "../faults";

/** The inputs of `aws.sns.TopicSubscription` that the sandbox acts out. */
interface SubscriptionInputs {
  readonly topic: string;
  readonly protocol: string;
  readonly endpoint: string;
}

const spec: AwsResource<SubscriptionInputs> = {
  token: "aws:sns/topicSubscription:TopicSubscription",
  inputs: {
    topic: { replaces: true },
    protocol: { replaces: true },
    endpoint: { replaces: true },
  },
  notSimulated: [
    "confirmationTimeoutInMinutes",
    "deliveryPolicy",
    "endpointAutoConfirms",
    "filterPolicy",
    "filterPolicyScope",
    "rawMessageDelivery",
    "redrivePolicy",
    "replayPolicy",
    "subscriptionRoleArn",
  ],
  check: ({ protocol }) => oneOf("protocol", protocol, ["email", "email-json"]),
  async create({ sns }, { topic, protocol, endpoint }) {
    const { SubscriptionArn } = await sns.send(
      new SubscribeCommand({
        ...{ TopicArn: topic, Protocol: protocol, Endpoint: endpoint },
        ReturnSubscriptionArn: true,
      }),
    );
    return SubscriptionArn!;
  },
  // Every input that there is replaces.
  update: () => Promise.resolve(),
  async observe({ sns }, SubscriptionArn) {
    const asked = sns.send(new GetSubscriptionAttributesCommand({ SubscriptionArn }));
    const attributes = (await unlessAbsent(asked, "NotFoundException"))?.Attributes;
    return (
      attributes && {
        arn: SubscriptionArn,
        topic: attributes["TopicArn"],
        protocol: attributes["Protocol"],
        endpoint: attributes["Endpoint"],
        ownerId: attributes["Owner"],
        pendingConfirmation: attributes["PendingConfirmation"] === "true",
      }
    );
  },
  async delete({ sns }, SubscriptionArn) {
    await unlessAbsent(sns.send(new UnsubscribeCommand({ SubscriptionArn })), "NotFoundException");
  },
};

/** `aws.sns.TopicSubscription`: its id is its ARN. */
export const topicSubscription = awsResourceType(spec);
