import {
  type Budget,
  type BudgetType,
  type ComparisonOperator,
  CreateBudgetCommand,
  DeleteBudgetCommand,
  DescribeBudgetCommand,
  DescribeNotificationsForBudgetCommand,
  type Notification,
  type NotificationType,
  type NotificationWithSubscribers,
  type ThresholdType,
  type TimeUnit,
} from "@aws-sdk/client-budgets";
import { unlessAbsent } from "../absence";
import { type AwsResource, awsResourceType } from "../aws-resource";
import type { AwsClient } from "../client";
import { faultIf, oneOf } from "../faults";

interface NotificationInputs {
  readonly comparisonOperator: string;
  readonly notificationType: string;
  readonly threshold: number;
  readonly thresholdType: string;
  readonly subscriberEmailAddresses?: readonly string[];
  readonly subscriberSnsTopicArns?: readonly string[];
}

/** The inputs of `aws.budgets.Budget` that the sandbox acts out. */
interface BudgetInputs {
  readonly accountId?: string;
  readonly name: string;
  readonly budgetType: string;
  readonly limitAmount?: string;
  readonly limitUnit?: string;
  readonly timeUnit: string;
  readonly notifications?: readonly NotificationInputs[];
}

/** moto has one account. */
const account = "123456789012";
const gone = "NotFoundException";
const mostNotifications = 10;

const budgetOf = ({
  name,
  budgetType,
  limitAmount,
  limitUnit,
  timeUnit,
}: BudgetInputs): Budget => ({
  BudgetName: name,
  BudgetType: budgetType as BudgetType,
  BudgetLimit: { Amount: limitAmount, Unit: limitUnit },
  TimeUnit: timeUnit as TimeUnit,
});

const withSubscribers = (one: NotificationInputs): NotificationWithSubscribers => ({
  Notification: {
    NotificationType: one.notificationType as NotificationType,
    ComparisonOperator: one.comparisonOperator as ComparisonOperator,
    Threshold: one.threshold,
    ThresholdType: one.thresholdType as ThresholdType,
  },
  Subscribers: [
    ...(one.subscriberEmailAddresses ?? []).map((Address) => ({
      SubscriptionType: "EMAIL" as const,
      Address,
    })),
    ...(one.subscriberSnsTopicArns ?? []).map((Address) => ({
      SubscriptionType: "SNS" as const,
      Address,
    })),
  ],
});

async function put({ budgets }: AwsClient, inputs: BudgetInputs): Promise<void> {
  await budgets.send(
    new CreateBudgetCommand({
      AccountId: account,
      Budget: budgetOf(inputs),
      NotificationsWithSubscribers: (inputs.notifications ?? []).map(withSubscribers),
    }),
  );
}

async function remove({ budgets }: AwsClient, BudgetName: string): Promise<void> {
  const order = new DeleteBudgetCommand({ AccountId: account, BudgetName });
  await unlessAbsent(budgets.send(order), gone);
}

const nameIn = (id: string) => id.slice(id.indexOf(":") + 1);

const spec: AwsResource<BudgetInputs> = {
  token: "aws:budgets/budget:Budget",
  isGlobal: true,
  inputs: {
    accountId: { replaces: true, usual: account },
    name: { replaces: true },
    budgetType: {},
    limitAmount: {},
    limitUnit: {},
    timeUnit: {},
    notifications: {},
  },
  // moto keeps no tags on a budget, so that there can be none.
  notSimulated: [
    "autoAdjustData",
    "billingViewArn",
    "costFilters",
    "costTypes",
    "filterExpression",
    "metrics",
    "namePrefix",
    "plannedLimits",
    "tags",
    "timePeriodEnd",
    "timePeriodStart",
  ],
  autoName: "name",
  sets: ["notifications"],
  check: ({ accountId, budgetType, timeUnit, notifications = [] }) => [
    ...oneOf("accountId", accountId, [account]),
    ...oneOf("budgetType", budgetType, ["COST"]),
    ...oneOf("timeUnit", timeUnit, ["DAILY", "MONTHLY", "QUARTERLY", "ANNUALLY"]),
    ...faultIf(
      notifications.length > mostNotifications,
      "notifications",
      `got ${notifications.length}; allowed: at most ${mostNotifications}`,
    ),
    ...notifications.flatMap(
      ({ subscriberEmailAddresses: mails = [], subscriberSnsTopicArns: topics = [] }, index) =>
        faultIf(
          mails.length + topics.length === 0,
          `notifications[${index}]`,
          "has no subscriber; name an address or a topic",
        ),
    ),
  ],
  async create(client, inputs) {
    await put(client, inputs);
    return `${account}:${inputs.name}`;
  },
  /** moto has no UpdateBudget. */
  async update(client, id, inputs) {
    await remove(client, nameIn(id));
    await put(client, inputs);
  },
  async observe({ budgets }, id, known) {
    const asked = { AccountId: account, BudgetName: nameIn(id) };
    const answer = await unlessAbsent(budgets.send(new DescribeBudgetCommand(asked)), gone);
    const budget = answer?.Budget;
    if (!budget) return undefined;
    const { Notifications = [] } = await budgets.send(
      new DescribeNotificationsForBudgetCommand(asked),
    );
    return {
      accountId: account,
      arn: `arn:aws:budgets::${account}:budget/${budget.BudgetName}`,
      name: budget.BudgetName,
      budgetType: budget.BudgetType,
      limitAmount: budget.BudgetLimit?.Amount,
      limitUnit: budget.BudgetLimit?.Unit,
      timeUnit: budget.TimeUnit,
      ...notificationsIn(known, Notifications),
    };
  },
  delete: (client, id) => remove(client, nameIn(id)),
};

/** moto has no DescribeSubscribersForNotification: of a budget that is imported nobody can tell whom it tells. */
function notificationsIn(
  { notifications: known }: Partial<BudgetInputs>,
  found: readonly Notification[],
) {
  if (known === undefined) return {};
  return {
    notifications: found.map((one, index) => ({
      ...subscribersIn(known[index]),
      comparisonOperator: one.ComparisonOperator,
      notificationType: one.NotificationType,
      threshold: one.Threshold,
      thresholdType: one.ThresholdType,
    })),
  };
}

function subscribersIn(known: NotificationInputs | undefined) {
  const { subscriberEmailAddresses, subscriberSnsTopicArns } = known ?? {};
  return {
    ...(subscriberEmailAddresses === undefined ? {} : { subscriberEmailAddresses }),
    ...(subscriberSnsTopicArns === undefined ? {} : { subscriberSnsTopicArns }),
  };
}

/** `aws.budgets.Budget`: its id is `ACCOUNT:NAME`. */
export const budget = awsResourceType(spec);
