import * as budgets from "@pulumi/aws/budgets";
import * as sns from "@pulumi/aws/sns";
import type * as pulumi from "@pulumi/pulumi";
import { EstateComponent } from "../estate-component";
import { type VaultAccess, vaultAccount } from "./access";
import { type VaultKey } from "./key";
import { besides, deny, policyText, rootOf, type Statement } from "./policy-document";

/** Who hears of what. */
export interface DeclaredAlarms {
  /** Addresses that are written to; each has to confirm it once. At least one. */
  readonly emails: readonly string[];
  /** What the account may cost in a calendar month, in US dollars. */
  readonly monthlyLimitUSD: number;
}

/** A vault's alarms. */
export interface VaultAlarmsArgs extends DeclaredAlarms {
  /** What messages are encrypted under on their way. */
  readonly key: VaultKey;
  readonly access: VaultAccess;
  readonly region: string;
  /** What the budget is called: budgets are known in the whole account. */
  readonly budget: string;
}

/** The ARN of a vault's topic, which the key admits before it is there. */
export const topicArn = (name: string, account: string, region: string) =>
  `arn:aws:sns:${region}:${account}:${name}`;

const budgetsService = { Service: "budgets.amazonaws.com" };

/**
 * What lets the service of the budgets encrypt messages to a topic, and nothing else (Amazon SNS Developer Guide, "Enable compatibility
 * between event sources from AWS services and encrypted topics").
 */
export function alarmsUseKey(topic: string, account: string): Statement {
  return {
    ...{ Sid: "AlarmsThroughTopic", Effect: "Allow", Principal: budgetsService },
    ...{ Action: ["kms:GenerateDataKey", "kms:Decrypt"], Resource: "*" },
    Condition: {
      StringEquals: {
        "aws:SourceAccount": account,
        "kms:EncryptionContext:aws:sns:topicArn": topic,
      },
    },
  };
}

/**
 * Budgets publish (AWS Cost Management User Guide, "Creating an SNS topic"). The topic itself, its policies and its attributes are for whoever
 * applies the stack and break-glass. Its subscriptions are not: no policy of a topic may name what ends or filters one (Amazon SNS Developer
 * Guide, "Amazon SNS API permissions: Actions and resources reference"), so that IAM alone decides, and the trail has it.
 */
function topicPolicy(topic: string, access: VaultAccess): string {
  const account = vaultAccount(access);
  const keepers = [...access.administrators, ...access.breakGlass, rootOf(account)];
  const changing = [
    "sns:AddPermission",
    "sns:DeleteTopic",
    "sns:PutDataProtectionPolicy",
    "sns:RemovePermission",
    "sns:SetTopicAttributes",
  ];
  const publishing: Statement = {
    ...{ Sid: "BudgetsPublish", Effect: "Allow", Principal: budgetsService },
    ...{ Action: ["sns:Publish"], Resource: topic },
    Condition: {
      ArnLike: { "aws:SourceArn": `arn:aws:budgets::${account}:*` },
      StringEquals: { "aws:SourceAccount": account },
    },
  };
  return policyText([publishing, deny("NobodyElseChangesThis", changing, besides(keepers), topic)]);
}

/** Shares of the limit, in percent, at which somebody is told. */
const thresholds = [
  { notificationType: "ACTUAL", threshold: 80 },
  { notificationType: "ACTUAL", threshold: 100 },
  { notificationType: "FORECASTED", threshold: 100 },
];

/**
 * Defines where a vault's alarms go, and the one for its cost: what fills the vault or reads it out shows in the bill first. The
 * budget counts all of the account, for a share of it by tags is known only where somebody has activated them for billing.
 */
export class VaultAlarms extends EstateComponent<DeclaredAlarms> {
  constructor(name: string, args: VaultAlarmsArgs, opts?: pulumi.ComponentResourceOptions) {
    const { emails, monthlyLimitUSD, key, access, region, budget } = args;
    super(
      { type: "backup:vault:Alarms", onRemoval: "nobody is told any more what the vault costs" },
      name,
      { emails, monthlyLimitUSD },
      opts,
    );
    const arn = topicArn(this.ownName, vaultAccount(access), region);
    const topic = new sns.Topic(
      this.childName("topic"),
      { name: this.ownName, kmsMasterKeyId: key.arn, policy: topicPolicy(arn, access) },
      { parent: this },
    );
    // By its address, never by its place: SNS has one subscription for each, and one that moved would end with its old place.
    for (const endpoint of emails)
      new sns.TopicSubscription(
        this.childName(endpoint),
        { topic: topic.arn, protocol: "email", endpoint },
        { parent: this },
      );
    new budgets.Budget(
      this.childName("budget"),
      {
        accountId: vaultAccount(access),
        name: budget,
        budgetType: "COST",
        timeUnit: "MONTHLY",
        limitAmount: monthlyLimitUSD.toFixed(2),
        limitUnit: "USD",
        notifications: thresholds.map((one) => ({
          ...one,
          comparisonOperator: "GREATER_THAN",
          thresholdType: "PERCENTAGE",
          subscriberSnsTopicArns: [arn],
        })),
      },
      // By the name that the topic will have, so that it is known in a preview as well.
      { parent: this, dependsOn: [topic] },
    );
    this.registerOutputs({});
  }
}
