import { type Resource } from "../../resource";
import { resourceRule } from "../../rule";

/** Managed policies of AWS that end backups or keys, or give rights. Source: AWS Managed Policy Reference. */
const administrators = [
  ...["AdministratorAccess", "PowerUserAccess", "IAMFullAccess"],
  ...["AmazonS3FullAccess", "AWSBackupFullAccess", "AmazonGlacierFullAccess"],
  ...["AWSKeyManagementServicePowerUser", "SecretsManagerReadWrite"],
  ...["AWSCloudFormationFullAccess", "AWSCloudTrail_FullAccess", "AWSOrganizationsFullAccess"],
  ...["AWSSSOMasterAccountAdministrator", "AWSSSOMemberAccountAdministrator"],
  ...["AmazonEC2FullAccess", "AmazonRDSFullAccess", "SystemAdministrator"],
];

/** What AWS keeps is of no account, and lies in a path of its own or in none: `policy/job-function/NAME`. */
const managed = /^arn:[^:]+:iam::aws:policy\/(?:.*\/)?([^/]+)$/;

/** Such a policy allows whatever AWS adds to it: the one who has it can end what should outlast him. */
export const iamNoAdministrator = resourceRule({
  name: "iam-no-administrator",
  description: "Nobody in the estate has a managed policy of AWS that administers or ends.",
  remediation: "Write a policy of your own with the actions that are needed, and attach that.",
  types: [
    "aws:iam/groupPolicyAttachment:GroupPolicyAttachment",
    "aws:iam/groupPolicyAttachmentsExclusive:GroupPolicyAttachmentsExclusive",
    "aws:iam/policyAttachment:PolicyAttachment",
    "aws:iam/role:Role",
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive",
    "aws:iam/userPolicyAttachment:UserPolicyAttachment",
    "aws:iam/userPolicyAttachmentsExclusive:UserPolicyAttachmentsExclusive",
    "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment",
    "aws:ssoadmin/managedPolicyAttachmentsExclusive:ManagedPolicyAttachmentsExclusive",
  ],
  judge: (resource) =>
    attached(resource)
      .filter(({ arn }) => administrators.includes(managed.exec(arn ?? "")?.[1] ?? ""))
      .map(({ path, arn }) => ({
        problem: `${path} is ${arn}; wanted is a policy with what is needed alone`,
        fix: "attach a policy of your own in its place",
      })),
});

interface Attached {
  readonly path: string;
  readonly arn: string | undefined;
}

function attached({ props }: Resource): readonly Attached[] {
  return [
    ...["policyArn", "managedPolicyArn"].map((path) => ({
      path,
      arn: props[path] as string | undefined,
    })),
    ...["managedPolicyArns", "policyArns"].flatMap((list) =>
      ((props[list] ?? []) as readonly string[]).map((arn, index) => ({
        path: `${list}.${index}`,
        arn,
      })),
    ),
  ];
}
