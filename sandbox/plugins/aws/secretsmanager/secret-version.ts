import {
  GetSecretValueCommand,
  ListSecretVersionIdsCommand,
  PutSecretValueCommand,
  UpdateSecretVersionStageCommand,
} from "@aws-sdk/client-secrets-manager";
import type { CheckFailure } from "../../protocol/resource-type";
import { unlessAbsent } from "../absence";
import { type AwsResource, awsResourceType } from "../aws-resource";
import type { AwsClient } from "../client";
import { faultIf } from "../faults";

/** The inputs of `aws.secretsmanager.SecretVersion` that the sandbox acts out. */
export interface SecretVersionInputs {
  /** The ARN or name of the secret. */
  readonly secretId: string;
  readonly secretString: string;
  /** Labels that lead to this version; AWS takes AWSCURRENT where they are left out. */
  readonly versionStages?: readonly string[];
}

/** The stage that always leads to one version; AWS moves it and never takes it away. */
const current = "AWSCURRENT";
/** AWS moves it by itself to the version that `current` leaves. */
const previous = "AWSPREVIOUS";

/** Bytes of a secret's value (AWS Secrets Manager quotas). */
const mostBytes = 65_536;

/** Labels on one secret (AWS Secrets Manager quotas). */
const mostStages = 20;

function check({ secretString, versionStages = [] }: SecretVersionInputs): CheckFailure[] {
  const bytes = Buffer.byteLength(secretString ?? "");
  return [
    ...faultIf(
      bytes === 0 || bytes > mostBytes,
      "secretString",
      `got ${bytes} bytes; allowed: 1 to ${mostBytes}`,
    ),
    ...faultIf(
      versionStages.length > mostStages,
      "versionStages",
      `got ${versionStages.length}; allowed: at most ${mostStages}`,
    ),
  ];
}

/** An id is `secret|version`. */
const separator = "|";

function partsOf(id: string): { readonly SecretId: string; readonly VersionId: string } {
  const [SecretId = "", VersionId = ""] = id.split(separator);
  if (SecretId !== "" && VersionId !== "") return { SecretId, VersionId };
  throw new Error(`got the id ${JSON.stringify(id)}; allowed: SECRET${separator}VERSION`);
}

/** The version that a stage leads to. */
async function holderOf(
  { secretsManager }: AwsClient,
  SecretId: string,
  stage: string,
): Promise<string | undefined> {
  const { Versions = [] } = await secretsManager.send(
    new ListSecretVersionIdsCommand({ SecretId }),
  );
  return Versions.find(({ VersionStages = [] }) => VersionStages.includes(stage))?.VersionId;
}

async function moveStage(client: AwsClient, id: string, VersionStage: string): Promise<void> {
  const { SecretId, VersionId } = partsOf(id);
  const RemoveFromVersionId = await holderOf(client, SecretId, VersionStage);
  if (RemoveFromVersionId === VersionId) return;
  await client.secretsManager.send(
    new UpdateSecretVersionStageCommand({
      SecretId,
      VersionStage,
      MoveToVersionId: VersionId,
      ...(RemoveFromVersionId !== undefined && { RemoveFromVersionId }),
    }),
  );
}

async function removeStages(
  { secretsManager }: AwsClient,
  id: string,
  stages: readonly string[],
): Promise<void> {
  const { SecretId, VersionId } = partsOf(id);
  for (const VersionStage of stages.filter((stage) => stage !== current)) {
    const removal = { SecretId, VersionStage, RemoveFromVersionId: VersionId };
    await secretsManager.send(new UpdateSecretVersionStageCommand(removal));
  }
}

const spec: AwsResource<SecretVersionInputs> = {
  token: "aws:secretsmanager/secretVersion:SecretVersion",
  inputs: {
    secretId: { replaces: true },
    secretString: { replaces: true },
    versionStages: { usual: [current] },
  },
  notSimulated: ["secretBinary", "secretStringWo", "secretStringWoVersion"],
  secretOutputs: ["secretString"],
  sets: ["versionStages"],
  check,
  async create({ secretsManager }, { secretId, secretString, versionStages }) {
    const { VersionId } = await secretsManager.send(
      new PutSecretValueCommand({
        SecretId: secretId,
        SecretString: secretString,
        VersionStages: versionStages && [...versionStages],
      }),
    );
    return `${secretId}${separator}${VersionId}`;
  },
  async update(client, id, { versionStages = [] }, { versionStages: before = [] }) {
    for (const stage of versionStages) await moveStage(client, id, stage);
    const isLeft = (stage: string) =>
      !versionStages.includes(stage) && !(stage === previous && versionStages.includes(current));
    await removeStages(client, id, before.filter(isLeft));
  },
  async observe({ secretsManager }, id) {
    const { SecretId, VersionId } = partsOf(id);
    const version = await unlessAbsent(
      secretsManager.send(new GetSecretValueCommand({ SecretId, VersionId })),
      "ResourceNotFoundException",
      // A secret that is marked for deletion.
      "InvalidRequestException",
    );
    return (
      version && {
        arn: version.ARN,
        hasSecretStringWo: false,
        secretArn: version.ARN,
        secretId: SecretId,
        secretString: version.SecretString,
        versionId: version.VersionId,
        versionStages: version.VersionStages ?? [],
      }
    );
  },
  /** Versions are never deleted: without a stage they are deprecated, and AWSCURRENT stays on the last. */
  async delete(client, id, { versionStages = [] }) {
    await unlessAbsent(
      removeStages(client, id, versionStages),
      "ResourceNotFoundException",
      "InvalidRequestException",
    );
  },
};

/** `aws.secretsmanager.SecretVersion`: its id is the secret's and its own, and a new value is a new version. */
export const secretVersion = awsResourceType(spec);
