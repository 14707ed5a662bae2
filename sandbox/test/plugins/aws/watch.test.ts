import {
  DescribeNotificationsForBudgetCommand,
  DeleteNotificationCommand,
} from "@aws-sdk/client-budgets";
import { GetTrailStatusCommand, StopLoggingCommand } from "@aws-sdk/client-cloudtrail";
import { PutRolePolicyCommand, TagRoleCommand } from "@aws-sdk/client-iam";
import { SetTopicAttributesCommand } from "@aws-sdk/client-sns";
import { PutBucketLoggingCommand } from "@aws-sdk/client-s3";
import { type AwsClient, connectAws } from "../../../plugins/aws/client";
import { Deployed, faultsOf, unchanged } from "./deployed";
import { type Moto, motoConfig, startMoto } from "./moto";

let moto: Moto;
let client: AwsClient;

beforeAll(async () => {
  moto = await startMoto();
  client = connectAws(motoConfig(moto.url, { defaultTags: { tags: { estate: "lab" } } }));
});
afterAll(() => moto.stop());

const account = "123456789012";
const policy = (statement: object) =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...statement }] });
const made = (noun: string, inputs: Record<string, unknown>) =>
  Deployed.create(client, noun, inputs);

const trust = policy({
  Principal: { AWS: `arn:aws:iam::${account}:root` },
  Action: "sts:AssumeRole",
});

describe("a role", () => {
  test("has its trust, its longest session and the provider's tags, and a policy within it", async () => {
    const role = await made("Role", {
      name: "reader",
      assumeRolePolicy: trust,
      description: "reads",
    });
    const within = await made("RolePolicy", {
      ...{ role: "reader", name: "reads" },
      policy: policy({ Action: "s3:GetObject", Resource: "*" }),
    });

    expect([role.id, within.id]).toEqual(["reader", "reader:reads"]);
    expect(role.outputs).toMatchObject({
      arn: `arn:aws:iam::${account}:role/reader`,
      assumeRolePolicy: trust,
      maxSessionDuration: 3600,
      tagsAll: { estate: "lab" },
    });
    expect([await role.drift(), await within.drift()]).toEqual([unchanged, unchanged]);
  });

  test("shows what somebody changed by hand, and takes a change", async () => {
    const role = await made("Role", { name: "changed", assumeRolePolicy: trust });
    const within = await made("RolePolicy", {
      ...{ role: "changed", name: "reads" },
      policy: policy({ Action: "s3:GetObject", Resource: "*" }),
    });
    const Tags = [{ Key: "owner", Value: "me" }];
    await client.iam.send(new TagRoleCommand({ RoleName: "changed", Tags }));
    const PolicyDocument = policy({ Action: "s3:*", Resource: "*" });
    await client.iam.send(
      new PutRolePolicyCommand({ RoleName: "changed", PolicyName: "reads", PolicyDocument }),
    );
    expect((await role.drift()).outputs).toContain("tagsAll.owner");
    expect((await within.drift()).outputs).toEqual(["policy"]);

    await role.update({ name: "changed", assumeRolePolicy: trust, description: "another" });
    expect(role.outputs).toMatchObject({ description: "another", tagsAll: { estate: "lab" } });
    await within.delete();
    await role.delete();
    expect(await role.read()).toBeUndefined();
  });

  test("fails with sessions that IAM refuses", () => {
    expect(
      faultsOf("Role", { name: "a b", assumeRolePolicy: trust, maxSessionDuration: 60 }),
    ).toHaveLength(2);
  });
});

describe("the log of a bucket", () => {
  const writesLogs = (bucket: string) =>
    policy({
      ...{ Principal: { Service: "logging.s3.amazonaws.com" }, Action: ["s3:PutObject"] },
      Resource: `arn:aws:s3:::${bucket}/*`,
    });

  test("goes to another bucket that admits it, and is seen when somebody stops it", async () => {
    for (const bucket of ["logged", "logs"]) await made("Bucket", { bucket });
    const logging = { bucket: "logged", targetBucket: "logs", targetPrefix: "access/" };
    await expect(made("BucketLogging", logging)).rejects.toThrow("creating aws:s3/bucketLogging");
    await made("BucketPolicy", { bucket: "logs", policy: writesLogs("logs") });

    const log = await made("BucketLogging", logging);
    expect(await log.drift()).toEqual(unchanged);

    const none = { Bucket: "logged", BucketLoggingStatus: {} };
    await client.s3.send(new PutBucketLoggingCommand(none));
    expect(await log.read()).toBeUndefined();
  });
});

describe("a trail", () => {
  test("logs requests for objects, is known by its ARN, and is seen when somebody stops it", async () => {
    await made("Bucket", { bucket: "trails" });
    const trail = await made("Trail", {
      ...{ name: "vault-trail", s3BucketName: "trails", s3KeyPrefix: "trail" },
      ...{ enableLogFileValidation: true, isMultiRegionTrail: true },
      eventSelectors: [
        {
          ...{ readWriteType: "All", includeManagementEvents: true },
          dataResources: [{ type: "AWS::S3::Object", values: ["arn:aws:s3:::logged/"] }],
        },
      ],
    });
    expect(trail.id).toBe(`arn:aws:cloudtrail:us-east-1:${account}:trail/vault-trail`);
    expect(trail.outputs).toMatchObject({
      ...{ enableLogging: true, enableLogFileValidation: true, tagsAll: { estate: "lab" } },
    });
    expect(await trail.drift()).toEqual(unchanged);

    await client.cloudTrail.send(new StopLoggingCommand({ Name: "vault-trail" }));
    expect((await trail.drift()).outputs).toEqual(["enableLogging"]);
    await trail.update({ name: "vault-trail", s3BucketName: "trails" });
    const status = new GetTrailStatusCommand({ Name: "vault-trail" });
    expect(await client.cloudTrail.send(status)).toMatchObject({ IsLogging: true });
    await trail.delete();
    expect(await trail.read()).toBeUndefined();
  });
});

describe("a topic", () => {
  const topic = (name: string, Action: string) =>
    policy({
      ...{ Principal: { Service: "budgets.amazonaws.com" }, Action },
      Resource: `arn:aws:sns:us-east-1:${account}:${name}`,
    });

  test("has a policy, a key and subscribers who have to confirm", async () => {
    const made_ = await made("Topic", {
      ...{ name: "alarms", kmsMasterKeyId: "alias/some", policy: topic("alarms", "sns:Publish") },
    });
    const mail = await made("TopicSubscription", {
      ...{ topic: made_.id, protocol: "email", endpoint: "me@example.org" },
    });
    expect(made_.id).toBe(`arn:aws:sns:us-east-1:${account}:alarms`);
    expect([await made_.drift(), await mail.drift()]).toEqual([unchanged, unchanged]);
    expect(mail.outputs).toMatchObject({ topic: made_.id, endpoint: "me@example.org" });

    await client.sns.send(
      new SetTopicAttributesCommand({
        ...{ TopicArn: made_.id, AttributeName: "Policy" },
        AttributeValue: topic("alarms", "sns:*"),
      }),
    );
    expect((await made_.drift()).outputs).toEqual(["policy"]);
    await mail.delete();
    expect(await mail.read()).toBeUndefined();
    await made_.delete();
    expect(await made_.read()).toBeUndefined();
  });
});

describe("a budget", () => {
  const notification = {
    ...{ comparisonOperator: "GREATER_THAN", notificationType: "ACTUAL" },
    ...{ threshold: 80, thresholdType: "PERCENTAGE" },
  };
  const inputs = {
    ...{ name: "monthly", budgetType: "COST", timeUnit: "MONTHLY" },
    ...{ limitAmount: "100.00", limitUnit: "USD" },
    notifications: [{ ...notification, subscriberEmailAddresses: ["me@example.org"] }],
  };

  test("tells somebody at a share of its limit, and is seen when somebody takes that off", async () => {
    const budget = await made("Budget", inputs);
    expect(budget.id).toBe(`${account}:monthly`);
    expect(await budget.drift()).toEqual(unchanged);

    const named = { AccountId: account, BudgetName: "monthly" };
    const { Notifications = [] } = await client.budgets.send(
      new DescribeNotificationsForBudgetCommand(named),
    );
    await client.budgets.send(
      new DeleteNotificationCommand({ ...named, Notification: Notifications[0] }),
    );
    expect((await budget.drift()).outputs).toEqual(["notifications"]);

    await budget.update({ ...inputs, limitAmount: "50.00" });
    expect(budget.outputs).toMatchObject({
      limitAmount: "50.00",
      notifications: [{ threshold: 80 }],
    });
    await budget.delete();
    expect(await budget.read()).toBeUndefined();
  });

  test("fails where nobody would be told", () => {
    expect(faultsOf("Budget", { ...inputs, notifications: [notification] })).toEqual([
      "notifications[0]: has no subscriber; name an address or a topic",
    ]);
  });
});
