import { type RegisteredResource } from "../support/estate";
import { named, ofType } from "../support/registered";
import { labResources, labSection } from "./support";
import { keyArn } from "./vault-requests";

const topicArn = "arn:aws:sns:us-east-1:123456789012:astronomy-lab-backup-alarms";

let resources: readonly RegisteredResource[];
beforeAll(async () => {
  resources = await labResources();
});

describe("a vault that is watched, as it is sent", () => {
  it("has one trail, of every object of every bucket and of all that is changed, whose files prove each other", () => {
    const values = Object.values(labSection("vault")["buckets"]!)
      .map((bucket) => (bucket as { name: string }).name)
      .map((name) => `arn:aws:s3:::${name}/`);

    expect(ofType(resources, "aws:cloudtrail/trail:Trail").map(({ inputs }) => inputs)).toEqual([
      {
        ...{ name: "astronomy-lab-backup-trail", s3BucketName: "astronomy-lab-vault-logs" },
        ...{ s3KeyPrefix: "trail", enableLogging: true, enableLogFileValidation: true },
        ...{ includeGlobalServiceEvents: true, isMultiRegionTrail: true },
        eventSelectors: [
          {
            ...{ readWriteType: "All", includeManagementEvents: true },
            dataResources: [{ type: "AWS::S3::Object", values }],
          },
        ],
      },
    ]);
  });

  it("tells whoever is declared what the account costs, before the limit and at it, under the key for data", () => {
    const { emails, monthlyLimitUSD } = labSection("vault")["alarms"] as unknown as {
      readonly emails: readonly string[];
      readonly monthlyLimitUSD: number;
    };
    const topic = named(resources, "vault-astronomy-lab-backup-alarms-topic");
    const [budget, another] = ofType(resources, "aws:budgets/budget:Budget");
    const mails = ofType(resources, "aws:sns/topicSubscription:TopicSubscription");
    const told = (notificationType: string, threshold: number) => ({
      ...{ notificationType, threshold, thresholdType: "PERCENTAGE" },
      ...{ comparisonOperator: "GREATER_THAN", subscriberSnsTopicArns: [topicArn] },
    });

    expect(topic.inputs).toEqual({
      ...{ name: "astronomy-lab-backup-alarms", kmsMasterKeyId: keyArn },
      policy: expect.stringContaining("budgets.amazonaws.com") as string,
    });
    expect(another).toBeUndefined();
    expect(budget?.inputs).toEqual({
      accountId: "123456789012",
      ...{ name: "astronomy-lab-backup-alarms", budgetType: "COST", timeUnit: "MONTHLY" },
      ...{ limitAmount: monthlyLimitUSD.toFixed(2), limitUnit: "USD" },
      notifications: [told("ACTUAL", 80), told("ACTUAL", 100), told("FORECASTED", 100)],
    });
    expect(mails.map(({ inputs }) => inputs)).toEqual(
      emails.map((endpoint) => ({
        ...{ protocol: "email", endpoint, topic: topicArn },
      })),
    );
  });
});
