import { unknown, verdictOf, violationsOf } from "../../support";

const rule = "iam-no-administrator";
const attachment = "aws:iam/userPolicyAttachment:UserPolicyAttachment";
const managed = (name: string) => `arn:aws:iam::aws:policy/${name}`;

describe(rule, () => {
  it.each([
    managed("AmazonS3ReadOnlyAccess"),
    managed("MyAdministratorAccess"),
    "arn:aws:iam::123456789012:policy/AdministratorAccess",
    managed("AdministratorAccess/mine"),
    `x${managed("AdministratorAccess")}`,
    undefined,
  ])("passes %s", async (policyArn) => {
    expect(await violationsOf(rule, [{ type: attachment, props: { policyArn } }])).toEqual([]);
  });

  it.each([
    ...["AdministratorAccess", "PowerUserAccess", "IAMFullAccess", "AmazonS3FullAccess"],
    ...["AWSBackupFullAccess", "AmazonGlacierFullAccess", "AWSKeyManagementServicePowerUser"],
    ...["SecretsManagerReadWrite", "job-function/AdministratorAccess"],
    ...["job-function/SystemAdministrator", "AWSCloudTrail_FullAccess", "AmazonEC2FullAccess"],
    ...["AmazonRDSFullAccess", "AWSCloudFormationFullAccess", "AWSOrganizationsFullAccess"],
    ...["AWSSSOMasterAccountAdministrator", "AWSSSOMemberAccountAdministrator"],
  ])("fails on %s", async (name) => {
    const sent = { type: attachment, props: { policyArn: managed(name) } };

    expect(await violationsOf(rule, [sent])).toEqual([
      `subject: policyArn is ${managed(name)}; wanted is a policy with what is needed alone. Fix: attach a policy of your own in its place.`,
    ]);
  });

  it.each([
    "aws:iam/groupPolicyAttachment:GroupPolicyAttachment",
    "aws:iam/policyAttachment:PolicyAttachment",
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    attachment,
  ])("fails in a %s of any partition", async (type) => {
    const policyArn = "arn:aws-cn:iam::aws:policy/AdministratorAccess";

    expect(await violationsOf(rule, [{ type, props: { policyArn } }])).toHaveLength(1);
  });

  it("judges what a role has attached itself", async () => {
    const role = (props: object) => ({
      type: "aws:iam/role:Role",
      props: props as Record<string, unknown>,
    });
    const managedPolicyArns = [managed("ReadOnlyAccess"), managed("IAMFullAccess")];

    expect(await violationsOf(rule, [role({ managedPolicyArns })])).toEqual([
      expect.stringContaining(`managedPolicyArns.1 is ${managed("IAMFullAccess")};`),
    ]);
    expect(await violationsOf(rule, [role({})])).toEqual([]);
  });

  it("judges what people get by IAM Identity Center", async () => {
    const of = (name: string, props: Record<string, unknown>) =>
      violationsOf(rule, [{ type: `aws:ssoadmin/m${name.slice(1)}:${name}`, props }]);
    const [arn] = [managed("AdministratorAccess")];

    expect(await of("ManagedPolicyAttachment", { managedPolicyArn: arn })).toEqual([
      expect.stringContaining(`managedPolicyArn is ${arn};`),
    ]);
    expect(await of("ManagedPolicyAttachmentsExclusive", { managedPolicyArns: [arn] })).toEqual([
      expect.stringContaining(`managedPolicyArns.0 is ${arn};`),
    ]);
  });

  it.each(["user", "role", "group"])(
    "judges a list of all that a %s has attached",
    async (kind) => {
      const name = `${kind[0]!.toUpperCase()}${kind.slice(1)}`;
      const type = `aws:iam/${kind}PolicyAttachmentsExclusive:${name}PolicyAttachmentsExclusive`;
      const policyArns = [managed("ReadOnlyAccess"), managed("IAMFullAccess")];

      expect(await violationsOf(rule, [{ type, props: { policyArns } }])).toEqual([
        expect.stringContaining(`policyArns.1 is ${managed("IAMFullAccess")};`),
      ]);
    },
  );

  it("says of which attachment the policy is not known yet", async () => {
    expect(await verdictOf(rule, [{ type: attachment, props: { policyArn: unknown } }])).toEqual({
      violations: [],
      notJudged: expect.stringContaining("policyArn of subject is not known yet"),
    });
  });
});
