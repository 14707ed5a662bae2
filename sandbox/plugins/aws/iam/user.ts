import {
  CreateUserCommand,
  DeleteAccessKeyCommand,
  DeleteUserCommand,
  DeleteUserPermissionsBoundaryCommand,
  DeleteUserPolicyCommand,
  GetUserCommand,
  ListAccessKeysCommand,
  ListUserPoliciesCommand,
  ListUserTagsCommand,
  PutUserPermissionsBoundaryCommand,
  TagUserCommand,
  type Tag,
  UntagUserCommand,
} from "@aws-sdk/client-iam";
import { unlessAbsent } from "../absence";
import { type AwsResource, awsResourceType } from "../aws-resource";
import type { AwsClient } from "../client";
import { faultIf } from "../faults";
import { allTags, tagOutputs, type Tags } from "../tags";
import { gone, identityName } from "./names";

/** The inputs of `aws.iam.User`. */
export interface UserInputs {
  readonly name: string;
  readonly path?: string;
  readonly permissionsBoundary?: string;
  /** Whether a deletion takes its keys and policies along. */
  readonly forceDestroy?: boolean;
  readonly tags?: Tags;
}

/** A path begins and ends with a slash (IAM API, CreateUser). */
const allowedPath = /^\/([\x21-\x7e]+\/)?$/;

const tagList = (tags: Tags): Tag[] => Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));

async function tagsOn({ iam }: AwsClient, UserName: string): Promise<Tags> {
  const { Tags = [] } = await iam.send(new ListUserTagsCommand({ UserName }));
  return Object.fromEntries(Tags.map(({ Key = "", Value = "" }) => [Key, Value]));
}

async function takeAlong({ iam }: AwsClient, UserName: string): Promise<void> {
  const { AccessKeyMetadata = [] } = await iam.send(new ListAccessKeysCommand({ UserName }));
  const { PolicyNames = [] } = await iam.send(new ListUserPoliciesCommand({ UserName }));
  for (const { AccessKeyId } of AccessKeyMetadata)
    await iam.send(new DeleteAccessKeyCommand({ UserName, AccessKeyId }));
  for (const PolicyName of PolicyNames)
    await iam.send(new DeleteUserPolicyCommand({ UserName, PolicyName }));
}

/** moto deletes a user who still has keys; IAM does not. */
async function refuseKeys({ iam }: AwsClient, UserName: string): Promise<void> {
  const { AccessKeyMetadata = [] } = await iam.send(new ListAccessKeysCommand({ UserName }));
  if (AccessKeyMetadata.length === 0) return;
  throw Object.assign(new Error("Cannot delete entity, must delete access keys first."), {
    name: "DeleteConflict",
  });
}

const spec: AwsResource<UserInputs> = {
  token: "aws:iam/user:User",
  isGlobal: true,
  // The official provider renames and moves in place; the sandbox makes another.
  inputs: {
    name: { replaces: true },
    path: { replaces: true },
    permissionsBoundary: {},
    forceDestroy: { instruction: true, usual: false },
    tags: { usual: {} },
  },
  defaults: { path: "/", forceDestroy: false },
  autoName: "name",
  check: ({ name, path }) => [
    ...faultIf(
      name !== undefined && !identityName.test(name),
      "name",
      `got ${JSON.stringify(name)}; allowed: 1 to 64 letters, digits and + = , . @ - _`,
    ),
    ...faultIf(
      path !== undefined && !allowedPath.test(path),
      "path",
      `got ${JSON.stringify(path)}; allowed: / or a path between two of them`,
    ),
  ],
  async create(client, { name, path, permissionsBoundary, tags }) {
    await client.iam.send(
      new CreateUserCommand({
        UserName: name,
        Path: path,
        PermissionsBoundary: permissionsBoundary,
        Tags: tagList(allTags(client, tags)),
      }),
    );
    return name;
  },
  async update(client, UserName, { tags, permissionsBoundary }, prior) {
    const wanted = allTags(client, tags);
    const before = Object.keys(await tagsOn(client, UserName));
    const TagKeys = before.filter((name) => !(name in wanted));
    if (TagKeys.length > 0) await client.iam.send(new UntagUserCommand({ UserName, TagKeys }));
    await client.iam.send(new TagUserCommand({ UserName, Tags: tagList(wanted) }));
    if (permissionsBoundary === prior.permissionsBoundary) return;
    await (permissionsBoundary === undefined
      ? client.iam.send(new DeleteUserPermissionsBoundaryCommand({ UserName }))
      : client.iam.send(
          new PutUserPermissionsBoundaryCommand({
            UserName,
            PermissionsBoundary: permissionsBoundary,
          }),
        ));
  },
  async observe(client, UserName, { tags }) {
    const answer = await unlessAbsent(client.iam.send(new GetUserCommand({ UserName })), gone);
    const user = answer?.User;
    return (
      user && {
        arn: user.Arn,
        name: user.UserName,
        path: user.Path,
        permissionsBoundary: user.PermissionsBoundary?.PermissionsBoundaryArn,
        uniqueId: user.UserId,
        ...tagOutputs(client, await tagsOn(client, UserName), tags),
      }
    );
  },
  async delete(client, UserName, { forceDestroy }) {
    const before = forceDestroy ? takeAlong : refuseKeys;
    await unlessAbsent(before(client, UserName), gone);
    await unlessAbsent(client.iam.send(new DeleteUserCommand({ UserName })), gone);
  },
};

/** `aws.iam.User`: its id is its name. */
export const user = awsResourceType(spec);
