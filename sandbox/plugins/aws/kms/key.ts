import {
  CreateKeyCommand,
  DescribeKeyCommand,
  DisableKeyCommand,
  DisableKeyRotationCommand,
  EnableKeyCommand,
  EnableKeyRotationCommand,
  GetKeyPolicyCommand,
  GetKeyRotationStatusCommand,
  type KeyMetadata,
  type KeySpec,
  type KeyUsageType,
  ListResourceTagsCommand,
  PutKeyPolicyCommand,
  ScheduleKeyDeletionCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateKeyDescriptionCommand,
} from "@aws-sdk/client-kms";
import type { Properties } from "../../protocol/resource-type";
import { unlessAbsent } from "../absence";
import { type AwsResource, awsResourceType } from "../aws-resource";
import type { AwsClient } from "../client";
import { canonicalPolicy } from "../policy-document";
import { type Tags, allTags, tagOutputs } from "../tags";
import { checkKey } from "./key-check";
import type { KeyInputs } from "./key-inputs";

/** A key on its way out is gone for the provider, as the official one sees it. */
const leaving: ReadonlySet<string> = new Set(["PendingDeletion", "PendingReplicaDeletion"]);

async function metadata({ kms }: AwsClient, KeyId: string): Promise<KeyMetadata | undefined> {
  const answer = await unlessAbsent(
    kms.send(new DescribeKeyCommand({ KeyId })),
    "NotFoundException",
  );
  const key = answer?.KeyMetadata;
  return key && !leaving.has(key.KeyState ?? "") ? key : undefined;
}

async function tagsOf({ kms }: AwsClient, KeyId: string): Promise<Tags> {
  const { Tags: tags = [] } = await kms.send(new ListResourceTagsCommand({ KeyId }));
  return Object.fromEntries(tags.map(({ TagKey = "", TagValue = "" }) => [TagKey, TagValue]));
}

const tagList = (tags: Tags) =>
  Object.entries(tags).map(([TagKey, TagValue]) => ({ TagKey, TagValue }));

async function observe(
  client: AwsClient,
  KeyId: string,
  known: Partial<KeyInputs>,
): Promise<Properties | undefined> {
  const key = await metadata(client, KeyId);
  if (!key) return undefined;
  const { kms } = client;
  const [policy, rotation, tags] = await Promise.all([
    kms.send(new GetKeyPolicyCommand({ KeyId, PolicyName: "default" })),
    kms.send(new GetKeyRotationStatusCommand({ KeyId })),
    tagsOf(client, KeyId),
  ]);
  return {
    arn: key.Arn,
    keyId: key.KeyId,
    customerMasterKeySpec: key.KeySpec,
    description: key.Description ?? "",
    enableKeyRotation: rotation.KeyRotationEnabled ?? false,
    isEnabled: key.Enabled ?? false,
    keyUsage: key.KeyUsage ?? known.keyUsage,
    multiRegion: key.MultiRegion ?? false,
    policy: policy.Policy,
    rotationPeriodInDays: rotation.RotationPeriodInDays,
    ...tagOutputs(client, tags, known.tags),
  };
}

async function setRotation({ kms }: AwsClient, KeyId: string, inputs: KeyInputs): Promise<void> {
  await (inputs.enableKeyRotation
    ? kms.send(
        new EnableKeyRotationCommand({ KeyId, RotationPeriodInDays: inputs.rotationPeriodInDays }),
      )
    : kms.send(new DisableKeyRotationCommand({ KeyId })));
}

async function setTags(client: AwsClient, KeyId: string, tags: Tags | undefined): Promise<void> {
  const [wanted, present] = [allTags(client, tags), await tagsOf(client, KeyId)];
  const TagKeys = Object.keys(present).filter((name) => !(name in wanted));
  if (TagKeys.length > 0) await client.kms.send(new UntagResourceCommand({ KeyId, TagKeys }));
  const Tags = tagList(wanted);
  if (Tags.length > 0) await client.kms.send(new TagResourceCommand({ KeyId, Tags }));
}

async function create(client: AwsClient, inputs: KeyInputs): Promise<string> {
  const { KeyMetadata: key } = await client.kms.send(
    new CreateKeyCommand({
      BypassPolicyLockoutSafetyCheck: inputs.bypassPolicyLockoutSafetyCheck,
      Description: inputs.description,
      KeySpec: inputs.customerMasterKeySpec as KeySpec,
      KeyUsage: inputs.keyUsage as KeyUsageType,
      MultiRegion: inputs.multiRegion,
      Policy: inputs.policy,
      Tags: tagList(allTags(client, inputs.tags)),
    }),
  );
  return key!.KeyId!;
}

async function complete(client: AwsClient, KeyId: string, inputs: KeyInputs): Promise<void> {
  if (inputs.enableKeyRotation) await setRotation(client, KeyId, inputs);
  if (!inputs.isEnabled) await client.kms.send(new DisableKeyCommand({ KeyId }));
}

/** Enabled first and disabled last: AWS changes nothing on a disabled key. */
async function update(
  client: AwsClient,
  KeyId: string,
  inputs: KeyInputs,
  prior: KeyInputs,
): Promise<void> {
  const { kms } = client;
  const changed = (...names: (keyof KeyInputs)[]) =>
    names.some((name) => inputs[name] !== undefined && inputs[name] !== prior[name]);
  const steps: readonly [needed: boolean, step: () => Promise<unknown>][] = [
    [inputs.isEnabled, () => kms.send(new EnableKeyCommand({ KeyId }))],
    [
      changed("enableKeyRotation", "rotationPeriodInDays"),
      () => setRotation(client, KeyId, inputs),
    ],
    [
      changed("description"),
      () =>
        kms.send(new UpdateKeyDescriptionCommand({ KeyId, Description: inputs.description ?? "" })),
    ],
    [
      changed("policy"),
      () =>
        kms.send(
          new PutKeyPolicyCommand({
            KeyId,
            PolicyName: "default",
            Policy: inputs.policy,
            BypassPolicyLockoutSafetyCheck: inputs.bypassPolicyLockoutSafetyCheck,
          }),
        ),
    ],
    [true, () => setTags(client, KeyId, inputs.tags)],
    [!inputs.isEnabled, () => kms.send(new DisableKeyCommand({ KeyId }))],
  ];
  for (const [needed, step] of steps) if (needed) await step();
}

const spec: AwsResource<KeyInputs> = {
  token: "aws:kms/key:Key",
  inputs: {
    bypassPolicyLockoutSafetyCheck: { instruction: true },
    customerMasterKeySpec: { replaces: true },
    deletionWindowInDays: { instruction: true },
    description: { usual: "" },
    enableKeyRotation: {},
    isEnabled: {},
    keyUsage: { replaces: true },
    multiRegion: { replaces: true, usual: false },
    policy: { canonical: canonicalPolicy },
    rotationPeriodInDays: { usual: 365 },
    tags: { usual: {} },
  },
  notSimulated: ["customKeyStoreId", "xksKeyId"],
  defaults: {
    bypassPolicyLockoutSafetyCheck: false,
    customerMasterKeySpec: "SYMMETRIC_DEFAULT",
    enableKeyRotation: false,
    isEnabled: true,
    keyUsage: "ENCRYPT_DECRYPT",
  },
  volatileOutputs: ["tagsAll"],
  jsonDocuments: ["policy"],
  check: checkKey,
  create,
  complete,
  update,
  observe,
  /** A key is never deleted at once: AWS waits, and until then the deletion can be cancelled. */
  async delete({ kms }, KeyId, { deletionWindowInDays }) {
    const schedule = new ScheduleKeyDeletionCommand({
      KeyId,
      PendingWindowInDays: deletionWindowInDays ?? 30,
    });
    await unlessAbsent(kms.send(schedule), "NotFoundException");
  },
};

/** `aws.kms.Key`: its id is the key's id, and deleting it schedules the deletion. */
export const key = awsResourceType(spec);
