import {
  AnalyzeRequest,
  AnalyzerPropertyDependencies,
  AnalyzerProviderResource,
  AnalyzerResource,
  AnalyzerResourceOptions,
} from "@pulumi/pulumi/proto/analyzer_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { type JudgedOptions, type JudgedResource, type Properties } from "./judged-resource";
import { sentProperties } from "./properties";

type JavaScript = Parameters<typeof Struct.fromJavaScript>[0];

const struct = (properties: Properties) =>
  Struct.fromJavaScript(sentProperties(properties) as JavaScript);

/** The question of each resource: is what would be sent right? */
export function analyzeRequests(resources: readonly JudgedResource[]): AnalyzeRequest[] {
  const providers = providersAmong(resources);
  return resources.map((resource) =>
    new AnalyzeRequest()
      .setUrn(resource.urn)
      .setType(resource.type)
      .setName(resource.name)
      .setProperties(struct(resource.inputs))
      .setOptions(optionsOf(resource.options))
      .setProvider(providers(resource)),
  );
}

/** All of a stack, by what is known of it afterwards. */
export function analyzerResources(resources: readonly JudgedResource[]): AnalyzerResource[] {
  const providers = providersAmong(resources);
  return resources.map((resource) => {
    const { urn, type, name, options, dependencies, propertyDependencies } = resource;
    const told = new AnalyzerResource()
      .setUrn(urn)
      .setType(type)
      .setName(name)
      .setProperties(struct(resource.outputs))
      .setOptions(optionsOf(options))
      .setProvider(providers(resource))
      .setParent(options.parent)
      .setDependenciesList([...dependencies]);
    const map = told.getPropertydependenciesMap();
    for (const [property, urns] of Object.entries(propertyDependencies))
      if (urns.length > 0)
        map.set(property, new AnalyzerPropertyDependencies().setUrnsList([...urns]));
    return told;
  });
}

/** What makes a resource, by what that was configured with. */
function providersAmong(resources: readonly JudgedResource[]) {
  const byUrn = new Map(resources.map((one) => [one.urn, one]));
  return ({ provider = "" }: JudgedResource): AnalyzerProviderResource | undefined => {
    const found = byUrn.get(provider);
    return (
      found &&
      new AnalyzerProviderResource()
        .setUrn(found.urn)
        .setType(found.type)
        .setName(found.name)
        .setProperties(struct(found.inputs))
    );
  };
}

function optionsOf(options: JudgedOptions): AnalyzerResourceOptions {
  return new AnalyzerResourceOptions()
    .setProtect(options.protect)
    .setIgnorechangesList([...options.ignoreChanges])
    .setAdditionalsecretoutputsList([...options.additionalSecretOutputs])
    .setAliasesList([...options.aliases])
    .setParent(options.parent)
    .setDeletebeforereplace(options.deleteBeforeReplace === true)
    .setDeletebeforereplacedefined(options.deleteBeforeReplace !== undefined);
}
