import {
  CreateAccessKeyCommand,
  DeleteAccessKeyCommand,
  GetAccessKeyLastUsedCommand,
  ListAccessKeysCommand,
  type StatusType,
  UpdateAccessKeyCommand,
} from "@aws-sdk/client-iam";
import { unlessAbsent } from "../absence";
import { type AwsResource, awsResourceType } from "../aws-resource";
import type { AwsClient } from "../client";
import { faultIf } from "../faults";
import { gone } from "./names";

/** The inputs of `aws.iam.AccessKey` that the sandbox acts out. */
export interface AccessKeyInputs {
  readonly user: string;
  readonly status?: StatusType;
}

const statuses: readonly string[] = ["Active", "Inactive"];

async function setStatus(
  { iam }: AwsClient,
  AccessKeyId: string,
  { user, status }: AccessKeyInputs,
): Promise<void> {
  await iam.send(new UpdateAccessKeyCommand({ UserName: user, AccessKeyId, Status: status }));
}

/** Who has the key; an import knows no more than its id. */
async function ownerOf({ iam }: AwsClient, AccessKeyId: string): Promise<string | undefined> {
  const used = await unlessAbsent(
    iam.send(new GetAccessKeyLastUsedCommand({ AccessKeyId })),
    gone,
    // IAM's answer for a key that it does not know.
    "AccessDenied",
  );
  return used?.UserName;
}

const spec: AwsResource<AccessKeyInputs> = {
  token: "aws:iam/accessKey:AccessKey",
  isGlobal: true,
  inputs: { user: { replaces: true }, status: { usual: "Active" } },
  defaults: { status: "Active" },
  notSimulated: ["pgpKey"],
  secretOutputs: ["secret"],
  check: ({ status }) =>
    faultIf(
      status !== undefined && !statuses.includes(status),
      "status",
      `got ${JSON.stringify(status)}; allowed: ${statuses.join(", ")}`,
    ),
  async create({ iam }, { user }) {
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: user }));
    return { id: AccessKey?.AccessKeyId ?? "", told: { secret: AccessKey?.SecretAccessKey } };
  },
  async complete(client, id, inputs) {
    if (inputs.status === "Inactive") await setStatus(client, id, inputs);
  },
  update: setStatus,
  async observe(client, id, known) {
    const UserName = known.user ?? (await ownerOf(client, id));
    if (UserName === undefined) return undefined;
    const answer = await unlessAbsent(
      client.iam.send(new ListAccessKeysCommand({ UserName })),
      gone,
    );
    const found = answer?.AccessKeyMetadata?.find(({ AccessKeyId }) => AccessKeyId === id);
    return (
      found && {
        user: found.UserName,
        status: found.Status,
        createDate: found.CreateDate?.toISOString().replace(".000", ""),
        // Told once, when it was made.
        secret: (known as { secret?: string }).secret,
      }
    );
  },
  async delete({ iam }, AccessKeyId, { user }) {
    const key = { UserName: user, AccessKeyId };
    await unlessAbsent(iam.send(new DeleteAccessKeyCommand(key)), gone);
  },
};

/** `aws.iam.AccessKey`: IAM tells its secret once, and the state keeps it. */
export const accessKey = awsResourceType(spec);
