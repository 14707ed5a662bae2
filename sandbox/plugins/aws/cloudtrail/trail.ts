import {
  AddTagsCommand,
  CreateTrailCommand,
  DeleteTrailCommand,
  type EventSelector,
  GetEventSelectorsCommand,
  GetTrailCommand,
  GetTrailStatusCommand,
  ListTagsCommand,
  PutEventSelectorsCommand,
  RemoveTagsCommand,
  StartLoggingCommand,
  StopLoggingCommand,
  UpdateTrailCommand,
} from "@aws-sdk/client-cloudtrail";
import { unlessAbsent } from "../absence";
import { type AwsResource, awsResourceType } from "../aws-resource";
import type { AwsClient } from "../client";
import { faultIf } from "../faults";
import { list, object } from "../shape";
import { allTags, tagOutputs, type Tags } from "../tags";

/** The inputs of `aws.cloudtrail.Trail` that the sandbox acts out. */
interface TrailInputs {
  readonly name: string;
  readonly s3BucketName: string;
  readonly s3KeyPrefix?: string;
  readonly enableLogFileValidation?: boolean;
  readonly enableLogging?: boolean;
  readonly includeGlobalServiceEvents?: boolean;
  readonly isMultiRegionTrail?: boolean;
  readonly eventSelectors?: readonly object[];
  readonly tags?: Tags;
}

const gone = "TrailNotFoundException";

const selectors = list(
  object({
    readWriteType: "ReadWriteType",
    includeManagementEvents: "IncludeManagementEvents",
    dataResources: ["DataResources", list(object({ type: "Type", values: "Values" }))],
  }),
);

/** 3 to 128 letters, digits, dots, dashes and underscores, a letter or digit at either end (AWS CloudTrail API, CreateTrail). */
const trailName = /^[A-Za-z0-9][\w.-]{1,126}[A-Za-z0-9]$/;

const tagList = (tags: Tags) => Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));

async function tagsOn({ cloudTrail }: AwsClient, arn: string): Promise<Tags> {
  const { ResourceTagList = [] } = await cloudTrail.send(
    new ListTagsCommand({ ResourceIdList: [arn] }),
  );
  const tags = ResourceTagList.flatMap(({ TagsList = [] }) => TagsList);
  return Object.fromEntries(tags.map(({ Key = "", Value = "" }) => [Key, Value]));
}

const settings = (inputs: TrailInputs) => ({
  S3BucketName: inputs.s3BucketName,
  S3KeyPrefix: inputs.s3KeyPrefix,
  EnableLogFileValidation: inputs.enableLogFileValidation,
  IncludeGlobalServiceEvents: inputs.includeGlobalServiceEvents,
  IsMultiRegionTrail: inputs.isMultiRegionTrail,
});

/** moto starts, stops and deletes a trail by its name alone; AWS by its ARN as well. */
const nameIn = (arn: string) => arn.slice(arn.lastIndexOf("/") + 1);

async function complete(
  { cloudTrail }: AwsClient,
  arn: string,
  inputs: TrailInputs,
): Promise<void> {
  const TrailName = nameIn(arn);
  if (inputs.eventSelectors !== undefined)
    await cloudTrail.send(
      new PutEventSelectorsCommand({
        TrailName,
        EventSelectors: selectors.toAws(inputs.eventSelectors) as EventSelector[],
      }),
    );
  const Name = TrailName;
  await (inputs.enableLogging
    ? cloudTrail.send(new StartLoggingCommand({ Name }))
    : cloudTrail.send(new StopLoggingCommand({ Name })));
}

const spec: AwsResource<TrailInputs> = {
  token: "aws:cloudtrail/trail:Trail",
  inputs: {
    name: { replaces: true },
    s3BucketName: {},
    s3KeyPrefix: {},
    enableLogFileValidation: { usual: false },
    enableLogging: { usual: true },
    includeGlobalServiceEvents: { usual: true },
    isMultiRegionTrail: { usual: false },
    eventSelectors: {},
    tags: { usual: {} },
  },
  notSimulated: [
    "advancedEventSelectors",
    "cloudWatchLogsGroupArn",
    "cloudWatchLogsRoleArn",
    "insightSelectors",
    "isOrganizationTrail",
    "kmsKeyId",
    "snsTopicName",
  ],
  defaults: {
    enableLogFileValidation: false,
    enableLogging: true,
    includeGlobalServiceEvents: true,
    isMultiRegionTrail: false,
  },
  autoName: "name",
  volatileOutputs: ["tagsAll"],
  check: ({ name }) =>
    faultIf(
      name !== undefined && !trailName.test(name),
      "name",
      `got ${JSON.stringify(name)}; allowed: 3 to 128 letters, digits, dots, dashes and underscores`,
    ),
  async create(client, inputs) {
    const { TrailARN } = await client.cloudTrail.send(
      new CreateTrailCommand({
        ...settings(inputs),
        Name: inputs.name,
        TagsList: tagList(allTags(client, inputs.tags)),
      }),
    );
    return TrailARN!;
  },
  complete,
  async update(client, arn, inputs) {
    const { cloudTrail } = client;
    await cloudTrail.send(new UpdateTrailCommand({ ...settings(inputs), Name: arn }));
    await complete(client, arn, inputs);
    const [wanted, before] = [allTags(client, inputs.tags), await tagsOn(client, arn)];
    const left = Object.fromEntries(Object.entries(before).filter(([key]) => !(key in wanted)));
    if (Object.keys(left).length > 0)
      await cloudTrail.send(new RemoveTagsCommand({ ResourceId: arn, TagsList: tagList(left) }));
    await cloudTrail.send(new AddTagsCommand({ ResourceId: arn, TagsList: tagList(wanted) }));
  },
  async observe(client, arn, { tags }) {
    const { cloudTrail } = client;
    const answer = await unlessAbsent(cloudTrail.send(new GetTrailCommand({ Name: arn })), gone);
    const trail = answer?.Trail;
    if (!trail) return undefined;
    const [status, events] = await Promise.all([
      cloudTrail.send(new GetTrailStatusCommand({ Name: arn })),
      cloudTrail.send(new GetEventSelectorsCommand({ TrailName: arn })),
    ]);
    return {
      arn: trail.TrailARN,
      name: trail.Name,
      homeRegion: trail.HomeRegion ?? client.region,
      s3BucketName: trail.S3BucketName,
      s3KeyPrefix: trail.S3KeyPrefix,
      enableLogFileValidation: trail.LogFileValidationEnabled,
      enableLogging: status.IsLogging,
      includeGlobalServiceEvents: trail.IncludeGlobalServiceEvents,
      isMultiRegionTrail: trail.IsMultiRegionTrail,
      eventSelectors: selectors.fromAws(events.EventSelectors ?? []),
      ...tagOutputs(client, await tagsOn(client, arn), tags),
    };
  },
  async delete({ cloudTrail }, arn) {
    await unlessAbsent(cloudTrail.send(new DeleteTrailCommand({ Name: nameIn(arn) })), gone);
  },
};

/** `aws.cloudtrail.Trail`: its id is its ARN. */
export const trail = awsResourceType(spec);
