import { type Sent, unknown, verdictOf, violationsOf } from "../../support";
import { allow, bucketPolicy, policyText, userPolicy } from "./support";

const rule = "iam-no-wildcard";
const sent = (type: string, props: object): Sent => ({ type, props: props as Sent["props"] });
const root = { AWS: "arn:aws:iam::123456789012:root" };

describe(rule, () => {
  it.each([
    ["actions and resources by name", userPolicy(allow(["s3:GetObject", "s3:Get*"]))],
    ["a Deny of everything", userPolicy({ ...allow("*"), Effect: "Deny", Resource: "*" })],
    [
      "what knows no resource",
      userPolicy(
        allow(["s3:ListAllMyBuckets", "KMS:listkeys", "ec2:Describe*"], { Resource: "*" }),
      ),
    ],
    [
      "a bucket's policy, which is about the bucket",
      bucketPolicy(allow("s3:GetObject", { Resource: "*" })),
    ],
    ["a statement without a resource", userPolicy(allow("s3:GetObject", { Resource: undefined }))],
    ["a role without inline policies", sent("aws:iam/role:Role", { assumeRolePolicy: "{}" })],
    ["a secret without a policy", sent("aws:secretsmanager/secret:Secret", {})],
    [
      "a key's policy that leaves it to IAM, which another rule judges",
      sent("aws:kms/key:Key", {
        policy: policyText(allow("kms:*", { Resource: "*", Principal: root })),
      }),
    ],
  ])("passes %s", async (_what, resource) => {
    expect(await violationsOf(rule, [resource])).toEqual([]);
  });

  it.each([
    ...["access-analyzer:ValidatePolicy", "backup:ListBackupVaults", "backup:ListBackupPlans"],
    ...["cloudtrail:DescribeTrails", "cloudtrail:ListTrails", "cloudtrail:LookupEvents"],
    ...["cloudwatch:GetMetricData", "cloudwatch:GetMetricStatistics", "cloudwatch:ListMetrics"],
    ...["cloudwatch:PutMetricData", "ec2:DescribeSnapshots", "glacier:ListVaults"],
    ...["iam:GetAccountPasswordPolicy", "iam:GetAccountSummary", "iam:GetCredentialReport"],
    ...["iam:GenerateCredentialReport", "iam:ListAccountAliases", "iam:ListRoles"],
    ...["iam:ListUsers", "kms:CreateKey", "kms:GenerateRandom", "kms:ListAliases", "kms:ListKeys"],
    ...["organizations:DescribeOrganization", "s3:GetAccountPublicAccessBlock"],
    ...["s3:ListAccessPoints", "s3:ListAllMyBuckets", "s3:ListJobs"],
    ...["secretsmanager:GetRandomPassword", "secretsmanager:ListSecrets"],
    ...["sns:ListSubscriptions", "sns:ListTopics", "sts:DecodeAuthorizationMessage"],
    ...["sts:GetCallerIdentity", "tag:GetResources", "autoscaling:DescribeAutoScalingGroups"],
    ...["ce:GetCostAndUsage", "ecr:GetAuthorizationToken", "ec2messages:GetMessages"],
    ...["organizations:ListAccounts", "pricing:GetProducts", "route53:ListHostedZones"],
    ...["ssmmessages:CreateControlChannel", "ssmmessages:CreateDataChannel"],
    ...["ssmmessages:OpenControlChannel", "ssmmessages:OpenDataChannel"],
    ...["xray:PutTelemetryRecords", "xray:PutTraceSegments"],
  ])("passes %s on everything, for it knows no resource", async (action) => {
    expect(await violationsOf(rule, [userPolicy(allow(action, { Resource: "*" }))])).toEqual([]);
  });

  it.each([
    ["*", "*"],
    [["s3:*", "kms:*"], "s3:*, kms:*"],
    [["s3:GetObject", "S3:*"], "S3:*"],
  ])("fails on actions %j", async (actions, got) => {
    expect(await violationsOf(rule, [userPolicy(allow(actions))])).toEqual([
      `subject: policy: statement 1 allows ${got}; wanted are actions by name. Fix: list the actions that are needed in Action.`,
    ]);
  });

  it("fails on all actions but some", async () => {
    const statement = allow("", { Action: undefined, NotAction: ["iam:*", "sts:*"], Sid: "Most" });

    expect(await violationsOf(rule, [userPolicy(statement)])).toEqual([
      "subject: policy: statement 1 (Most) allows all actions but iam:*, sts:*; wanted are actions by name. Fix: list the actions that are needed in Action.",
    ]);
  });

  it.each([
    [{ Resource: "*" }, "*"],
    [{ Resource: ["arn:aws:s3:::archive", "arn:aws:s3:::*"] }, "arn:aws:s3:::*"],
    [{ Resource: ["*", "arn:aws:s3:::*"] }, "*, arn:aws:s3:::*"],
    [
      { Resource: undefined, NotResource: ["arn:aws:s3:::a", "b"] },
      "all resources but arn:aws:s3:::a, b",
    ],
  ])("fails on what may be restricted and is allowed on %j", async (where, got) => {
    const statement = allow(["s3:ListAllMyBuckets", "s3:GetObject", "kms:List*"], where);

    expect(await violationsOf(rule, [userPolicy(statement)])).toEqual([
      `subject: policy: statement 1 allows s3:GetObject, kms:List* on ${got}; wanted are resources by their ARN. Fix: list the ARNs in Resource, and what knows no resource, such as kms:ListKeys, in a statement of its own.`,
    ]);
  });

  it("fails on all but what knows no resource", async () => {
    const statement = allow("", { Action: undefined, NotAction: "kms:ListKeys", Resource: "*" });

    expect(await violationsOf(rule, [userPolicy(statement)])).toEqual([
      expect.stringContaining("allows all actions but kms:ListKeys;"),
      expect.stringContaining("allows kms:ListKeys on *;"),
    ]);
  });

  it.each([
    "aws:iam/groupPolicy:GroupPolicy",
    "aws:iam/policy:Policy",
    "aws:iam/rolePolicy:RolePolicy",
    "aws:iam/userPolicy:UserPolicy",
  ])("judges actions and resources of a %s", async (type) => {
    const policy = policyText(allow("s3:*", { Resource: "*" }));

    expect(await violationsOf(rule, [sent(type, { policy })])).toHaveLength(2);
  });

  it.each([
    "aws:kms/key:Key",
    "aws:kms/keyPolicy:KeyPolicy",
    "aws:s3/bucket:Bucket",
    "aws:s3/bucketPolicy:BucketPolicy",
    "aws:s3/bucketV2:BucketV2",
    "aws:secretsmanager/secret:Secret",
    "aws:secretsmanager/secretPolicy:SecretPolicy",
    "aws:sns/topic:Topic",
  ])("judges actions of a %s", async (type) => {
    const policy = policyText(allow("s3:*", { Resource: "*", Principal: { AWS: "*" } }));

    expect(await violationsOf(rule, [sent(type, { policy })])).toHaveLength(1);
  });

  it("judges a key's actions for others than accounts, and other things' for accounts", async () => {
    const forAll = (Principal: object) => ({
      policy: policyText(allow("kms:*", { Resource: "*", Principal })),
    });
    const also = { AWS: [root.AWS, "arn:aws:iam::123456789012:role/backup"] };

    expect(await violationsOf(rule, [sent("aws:kms/key:Key", forAll(also))])).toHaveLength(1);
    const besides = { policy: policyText(allow("kms:*", { NotPrincipal: root })) };
    expect(await violationsOf(rule, [sent("aws:kms/key:Key", besides)])).toHaveLength(1);
    const none = { policy: policyText(allow("kms:*")) };
    expect(await violationsOf(rule, [sent("aws:kms/key:Key", none)])).toHaveLength(1);
    expect(await violationsOf(rule, [sent("aws:sns/topic:Topic", forAll(root))])).toHaveLength(1);
  });

  it("judges each inline policy of a role", async () => {
    const inlinePolicies = [
      { policy: policyText(allow("s3:GetObject")) },
      { policy: policyText(allow("*")) },
    ];

    expect(await violationsOf(rule, [sent("aws:iam/role:Role", { inlinePolicies })])).toEqual([
      expect.stringContaining("inlinePolicies.1.policy: statement 1 allows *;"),
    ]);
  });

  it("fails on what is no policy", async () => {
    const type = "aws:iam/policy:Policy";

    expect(await violationsOf(rule, [sent(type, { policy: "{ hunter2" })])).toEqual([
      "subject: policy is no JSON object; wanted is a policy. Fix: write policy as IAM's grammar has it.",
    ]);
  });

  it("says of which resource the policy is not known yet", async () => {
    expect(await verdictOf(rule, [sent("aws:iam/policy:Policy", { policy: unknown })])).toEqual({
      violations: [],
      notJudged: expect.stringContaining("policy of subject is not known yet"),
    });
  });
});
