import type { PluginDefinition } from "../protocol/plugin-definition";
import schema from "../schema/aws.json";
import { type AwsClient, connectAws } from "./client";
import { checkProviderConfig } from "./provider-config";
import { awsResourceTypes } from "./resource-types";

/** The stand-in for the plugin of `@pulumi/aws`; it acts on the sandbox's AWS. */
export const aws: PluginDefinition<AwsClient> = {
  name: "aws",
  schema,
  checkConfig: checkProviderConfig,
  connect: connectAws,
  resourceTypes: awsResourceTypes,
};
