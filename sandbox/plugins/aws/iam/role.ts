import {
  CreateRoleCommand,
  DeleteRoleCommand,
  GetRoleCommand,
  ListRoleTagsCommand,
  TagRoleCommand,
  UntagRoleCommand,
  UpdateAssumeRolePolicyCommand,
  UpdateRoleCommand,
} from "@aws-sdk/client-iam";
import { unlessAbsent } from "../absence";
import { type AwsResource, awsResourceType } from "../aws-resource";
import type { AwsClient } from "../client";
import { faultIf, wholeNumber } from "../faults";
import { canonicalPolicy, checkPolicy, policyText } from "../policy-document";
import { allTags, tagOutputs, type Tags } from "../tags";
import { gone, identityName } from "./names";

/** The inputs of `aws.iam.Role` that the sandbox acts out. */
interface RoleInputs {
  readonly name: string;
  readonly assumeRolePolicy: string | object;
  readonly description?: string;
  readonly maxSessionDuration?: number;
  readonly tags?: Tags;
}

/** Characters of a role's trust (IAM User Guide, "IAM and AWS STS quotas"). */
const mostTrustBytes = 2048;

const tagList = (tags: Tags) => Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));

async function tagsOn({ iam }: AwsClient, RoleName: string): Promise<Tags> {
  const { Tags = [] } = await iam.send(new ListRoleTagsCommand({ RoleName }));
  return Object.fromEntries(Tags.map(({ Key = "", Value = "" }) => [Key, Value]));
}

const spec: AwsResource<RoleInputs> = {
  token: "aws:iam/role:Role",
  isGlobal: true,
  inputs: {
    name: { replaces: true },
    assumeRolePolicy: { canonical: canonicalPolicy },
    description: { usual: "" },
    maxSessionDuration: { usual: 3600 },
    tags: { usual: {} },
  },
  notSimulated: [
    "forceDetachPolicies",
    "inlinePolicies",
    "managedPolicyArns",
    "namePrefix",
    "path",
    "permissionsBoundary",
  ],
  defaults: { maxSessionDuration: 3600 },
  autoName: "name",
  jsonDocuments: ["assumeRolePolicy"],
  volatileOutputs: ["tagsAll"],
  check: ({ name, assumeRolePolicy, maxSessionDuration }) => [
    ...checkPolicy("assumeRolePolicy", assumeRolePolicy, mostTrustBytes),
    ...wholeNumber("maxSessionDuration", maxSessionDuration, 3600, 43_200),
    ...faultIf(
      name !== undefined && !identityName.test(name),
      "name",
      `got ${JSON.stringify(name)}; allowed: 1 to 64 letters, digits and + = , . @ - _`,
    ),
  ],
  async create(client, inputs) {
    const { name, assumeRolePolicy, description, maxSessionDuration, tags } = inputs;
    await client.iam.send(
      new CreateRoleCommand({
        RoleName: name,
        AssumeRolePolicyDocument: policyText(assumeRolePolicy),
        Description: description,
        MaxSessionDuration: maxSessionDuration,
        Tags: tagList(allTags(client, tags)),
      }),
    );
    return name;
  },
  async update(client, RoleName, inputs) {
    const { iam } = client;
    const { assumeRolePolicy, description, maxSessionDuration, tags } = inputs;
    await iam.send(
      new UpdateAssumeRolePolicyCommand({
        RoleName,
        PolicyDocument: policyText(assumeRolePolicy),
      }),
    );
    await iam.send(
      new UpdateRoleCommand({
        RoleName,
        Description: description,
        MaxSessionDuration: maxSessionDuration,
      }),
    );
    const wanted = allTags(client, tags);
    const TagKeys = Object.keys(await tagsOn(client, RoleName)).filter((key) => !(key in wanted));
    if (TagKeys.length > 0) await iam.send(new UntagRoleCommand({ RoleName, TagKeys }));
    await iam.send(new TagRoleCommand({ RoleName, Tags: tagList(wanted) }));
  },
  async observe(client, RoleName, { tags }) {
    const answer = await unlessAbsent(client.iam.send(new GetRoleCommand({ RoleName })), gone);
    const role = answer?.Role;
    return (
      role && {
        arn: role.Arn,
        name: role.RoleName,
        // IAM answers it URL-encoded (IAM API, GetRole).
        assumeRolePolicy: decodeURIComponent(role.AssumeRolePolicyDocument ?? ""),
        description: role.Description ?? "",
        maxSessionDuration: role.MaxSessionDuration,
        uniqueId: role.RoleId,
        ...tagOutputs(client, await tagsOn(client, RoleName), tags),
      }
    );
  },
  async delete({ iam }, RoleName) {
    await unlessAbsent(iam.send(new DeleteRoleCommand({ RoleName })), gone);
  },
};

/** `aws.iam.Role`: its id is its name. */
export const role = awsResourceType(spec);
