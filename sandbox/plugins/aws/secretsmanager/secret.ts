import {
  CreateSecretCommand,
  DeleteSecretCommand,
  type DescribeSecretCommandOutput,
  DeleteResourcePolicyCommand,
  DescribeSecretCommand,
  GetResourcePolicyCommand,
  PutResourcePolicyCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateSecretCommand,
} from "@aws-sdk/client-secrets-manager";
import type { CheckFailure } from "../../protocol/resource-type";
import { unlessAbsent } from "../absence";
import { type AwsResource, awsResourceType } from "../aws-resource";
import type { AwsClient } from "../client";
import { faultIf, wholeNumber } from "../faults";
import { canonicalPolicy, checkPolicy } from "../policy-document";
import type { Canonical } from "../spelling";
import { type Tags, allTags, tagOutputs } from "../tags";

/** The inputs of `aws.secretsmanager.Secret` that the sandbox acts out. */
export interface SecretInputs {
  readonly description?: string;
  /** Instruction for replicas, of which the sandbox has none. */
  readonly forceOverwriteReplicaSecret: boolean;
  /** A key's id, alias or ARN; AWS takes its own key where it is left out. */
  readonly kmsKeyId?: string;
  readonly name: string;
  readonly policy?: string;
  /** Days from 7 to 30 that a deleted secret can be restored, or 0 for none. */
  readonly recoveryWindowInDays: number;
  readonly tags?: Tags;
}

/** Letters, digits and `/_+=.@-`, at most 512 (AWS Secrets Manager API, CreateSecret). */
const allowedName = /^[A-Za-z0-9/_+=.@-]{1,512}$/;

/** A key's id, whether given as id or as ARN. */
const keyId: Canonical = (key) => String(key).replace(/^arn:.*:key\//, "");

/** A secret's policy holds at most 20,480 characters (AWS Secrets Manager quotas). */
const mostPolicyBytes = 20_480;

function check({ name, policy, recoveryWindowInDays }: SecretInputs): CheckFailure[] {
  return [
    ...faultIf(
      name !== undefined && !allowedName.test(name),
      "name",
      `got ${JSON.stringify(name)}; allowed: up to 512 letters, digits and "/_+=.@-"`,
    ),
    ...(recoveryWindowInDays === 0
      ? []
      : wholeNumber("recoveryWindowInDays", recoveryWindowInDays, 7, 30)),
    ...checkPolicy("policy", policy, mostPolicyBytes),
  ];
}

/** A secret on its way out is gone for the provider, as the official one sees it. */
async function describe(
  { secretsManager }: AwsClient,
  SecretId: string,
): Promise<DescribeSecretCommandOutput | undefined> {
  const secret = await unlessAbsent(
    secretsManager.send(new DescribeSecretCommand({ SecretId })),
    "ResourceNotFoundException",
  );
  return secret?.DeletedDate === undefined ? secret : undefined;
}

const tagsIn = ({ Tags: tags = [] }: DescribeSecretCommandOutput): Tags =>
  Object.fromEntries(tags.map(({ Key = "", Value = "" }) => [Key, Value]));

const tagList = (tags: Tags) => Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));

async function setTags(client: AwsClient, SecretId: string, tags: Tags | undefined): Promise<void> {
  const secret = await describe(client, SecretId);
  const [wanted, present] = [allTags(client, tags), secret ? tagsIn(secret) : {}];
  const TagKeys = Object.keys(present).filter((name) => !(name in wanted));
  const { secretsManager } = client;
  if (TagKeys.length > 0)
    await secretsManager.send(new UntagResourceCommand({ SecretId, TagKeys }));
  const Tags = tagList(wanted);
  if (Tags.length > 0) await secretsManager.send(new TagResourceCommand({ SecretId, Tags }));
}

/** The provider leaves a policy alone that it was never given, and takes away one that it was. */
async function setPolicy(
  { secretsManager }: AwsClient,
  SecretId: string,
  { policy }: SecretInputs,
  prior?: SecretInputs,
): Promise<void> {
  if (policy !== undefined)
    await secretsManager.send(new PutResourcePolicyCommand({ SecretId, ResourcePolicy: policy }));
  else if (prior?.policy !== undefined)
    await secretsManager.send(new DeleteResourcePolicyCommand({ SecretId }));
}

async function policyOf(
  { secretsManager }: AwsClient,
  SecretId: string,
): Promise<string | undefined> {
  const answer = await secretsManager.send(new GetResourcePolicyCommand({ SecretId }));
  return answer.ResourcePolicy;
}

const spec: AwsResource<SecretInputs> = {
  token: "aws:secretsmanager/secret:Secret",
  inputs: {
    description: { usual: "" },
    forceOverwriteReplicaSecret: { instruction: true },
    kmsKeyId: { canonical: keyId },
    name: { replaces: true },
    policy: { canonical: canonicalPolicy },
    recoveryWindowInDays: { instruction: true },
    tags: { usual: {} },
  },
  notSimulated: ["namePrefix", "replicas", "type"],
  defaults: { forceOverwriteReplicaSecret: false, recoveryWindowInDays: 30 },
  autoName: "name",
  volatileOutputs: ["tagsAll"],
  jsonDocuments: ["policy"],
  check,
  async create(client, inputs) {
    const secret = await client.secretsManager.send(
      new CreateSecretCommand({
        Name: inputs.name,
        Description: inputs.description,
        KmsKeyId: inputs.kmsKeyId,
        Tags: tagList(allTags(client, inputs.tags)),
      }),
    );
    return secret.ARN!;
  },
  complete: setPolicy,
  async update(client, SecretId, inputs, prior) {
    const { description, kmsKeyId, tags } = inputs;
    await client.secretsManager.send(
      new UpdateSecretCommand({ SecretId, Description: description ?? "", KmsKeyId: kmsKeyId }),
    );
    await setPolicy(client, SecretId, inputs, prior);
    await setTags(client, SecretId, tags);
  },
  async observe(client, id, known) {
    const secret = await describe(client, id);
    return (
      secret && {
        arn: secret.ARN,
        description: secret.Description ?? "",
        kmsKeyId: secret.KmsKeyId,
        name: secret.Name,
        policy: await policyOf(client, id),
        ...tagOutputs(client, tagsIn(secret), known.tags),
      }
    );
  },
  /** A secret is never deleted at once unless its window is 0: until it ends the deletion can be cancelled. */
  async delete({ secretsManager }, SecretId, { recoveryWindowInDays }) {
    const how =
      recoveryWindowInDays === 0
        ? { ForceDeleteWithoutRecovery: true }
        : { RecoveryWindowInDays: recoveryWindowInDays };
    const deletion = new DeleteSecretCommand({ SecretId, ...how });
    // AWS calls a second deletion an invalid request, for a secret that was marked for it is no longer there.
    await unlessAbsent(
      secretsManager.send(deletion),
      "ResourceNotFoundException",
      "InvalidRequestException",
    );
  },
};

/** `aws.secretsmanager.Secret`: its id is its ARN, and deleting it schedules the deletion. */
export const secret = awsResourceType(spec);
