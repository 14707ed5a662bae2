import { resourceRule } from "../../rule";
import { isOwnKey } from "./own-key";

/**
 * Alarms tell of a backup estate what an intruder wants to know. SNS keeps messages in clear unless it has a key, and
 * services such as Budgets and CloudWatch may not use AWS's own (Amazon SNS Developer Guide, "Key management").
 */
export const topicOwnKey = resourceRule({
  name: "topic-own-key",
  description: "SNS topics keep messages under a customer-managed KMS key.",
  remediation:
    "Set `kmsMasterKeyId` to a customer-managed key, whose policy allows the services that publish to use it.",
  types: ["aws:sns/topic:Topic"],
  judge: ({ props: { kmsMasterKeyId } }) =>
    isOwnKey(kmsMasterKeyId)
      ? []
      : [
          {
            problem: `kmsMasterKeyId is ${kmsMasterKeyId || "unset"}; wanted is a customer-managed key`,
            fix: "set kmsMasterKeyId to the ARN of a customer-managed key",
          },
        ],
});
