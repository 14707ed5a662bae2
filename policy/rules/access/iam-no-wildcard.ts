import { coversAction, isEverything, isWholeService } from "../../iam-match";
import { isAccount } from "../../iam-condition";
import { identityPolicyTypes, policiesOf, thingPolicyTypes } from "../../iam-policies";
import { type IamStatement, judgeStatements } from "../../iam-statement";
import { isOf } from "../../resource";
import { resourceRule, type Violation } from "../../rule";

/** Actions that know no resource, so that `*` is all that can be written. Source: Service Authorization Reference. */
const withoutResource = [
  ...["access-analyzer:ValidatePolicy", "autoscaling:Describe*", "ce:GetCostAndUsage"],
  ...["backup:ListBackupVaults", "backup:ListBackupPlans"],
  ...["cloudtrail:DescribeTrails", "cloudtrail:ListTrails", "cloudtrail:LookupEvents"],
  ...["cloudwatch:GetMetricData", "cloudwatch:GetMetricStatistics", "cloudwatch:ListMetrics"],
  ...["cloudwatch:PutMetricData", "ec2:Describe*", "ecr:GetAuthorizationToken"],
  ...["ec2messages:*", "glacier:ListVaults"],
  ...["iam:GetAccountPasswordPolicy", "iam:GetAccountSummary", "iam:GetCredentialReport"],
  ...["iam:GenerateCredentialReport", "iam:ListAccountAliases", "iam:ListRoles", "iam:ListUsers"],
  ...["kms:CreateKey", "kms:GenerateRandom", "kms:ListAliases", "kms:ListKeys"],
  ...["organizations:DescribeOrganization", "organizations:ListAccounts", "pricing:GetProducts"],
  ...["route53:ListHostedZones", "s3:GetAccountPublicAccessBlock"],
  ...["s3:ListAccessPoints", "s3:ListAllMyBuckets", "s3:ListJobs"],
  ...["secretsmanager:GetRandomPassword", "secretsmanager:ListSecrets"],
  ...["sns:ListSubscriptions", "sns:ListTopics"],
  ...["ssmmessages:CreateControlChannel", "ssmmessages:CreateDataChannel"],
  ...["ssmmessages:OpenControlChannel", "ssmmessages:OpenDataChannel"],
  ...["sts:DecodeAuthorizationMessage", "sts:GetCallerIdentity", "tag:GetResources"],
  ...["xray:PutTelemetryRecords", "xray:PutTraceSegments"],
];

/** What is allowed by a wildcard grows with every action that AWS invents, and nobody reviews that. */
export const iamNoWildcard = resourceRule({
  name: "iam-no-wildcard",
  description: "Policies of AWS allow actions by name, on resources by name.",
  remediation:
    "List the actions that are needed, and in policies of users, groups and roles the ARNs that they are needed on.",
  types: [...identityPolicyTypes, ...thingPolicyTypes],
  judge: (resource) =>
    policiesOf(resource).flatMap(({ path, policy }) =>
      judgeStatements(path, policy(), (statements) =>
        statements
          .filter(({ isAllow }) => isAllow)
          .flatMap((statement) => [
            ...(isOf(resource, keyTypes) && isForAccounts(statement) ? [] : openActions(statement)),
            // A thing's own policy is about that thing alone.
            ...(isOf(resource, identityPolicyTypes) ? openResources(statement) : []),
          ]),
      ),
    ),
});

const keyTypes = ["aws:kms/key:Key", "aws:kms/keyPolicy:KeyPolicy"] as const;

/** What a key leaves to IAM: `kms-policy-guards-deletion` judges it. */
const isForAccounts = ({ principals }: IamStatement) =>
  principals !== undefined && !principals.allBut && principals.of.every(({ id }) => isAccount(id));

function openActions({ at, actions }: IamStatement): readonly Violation[] {
  const { allBut, patterns } = actions;
  const open = patterns.filter(isWholeService);
  if (!allBut && open.length === 0) return [];
  const got = allBut ? `all actions but ${patterns.join(", ")}` : open.join(", ");
  return [
    {
      problem: `${at} allows ${got}; wanted are actions by name`,
      fix: "list the actions that are needed in Action",
    },
  ];
}

function openResources({ at, actions, resources }: IamStatement): readonly Violation[] {
  if (resources === undefined) return [];
  const open = resources.patterns.filter(isEverything);
  if (!resources.allBut && open.length === 0) return [];
  const restricted = actions.patterns.filter(
    (action) => actions.allBut || !withoutResource.some((one) => coversAction(one, action)),
  );
  if (restricted.length === 0) return [];
  const where = resources.allBut
    ? `all resources but ${resources.patterns.join(", ")}`
    : open.join(", ");
  return [
    {
      problem: `${at} allows ${restricted.join(", ")} on ${where}; wanted are resources by their ARN`,
      fix: "list the ARNs in Resource, and what knows no resource, such as kms:ListKeys, in a statement of its own",
    },
  ];
}
