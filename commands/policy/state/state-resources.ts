import { providerUrn } from "../../drift/deployed-object";
import { nameOf } from "../../drift/resource-name";
import { type JudgedResource } from "../judged-resource";
import { type NotJudged } from "../judgement";
import { type ExportedState, type StateResource } from "./exported-state";
import { openedProperties } from "./sealed";

/** What of a state goes to a policy pack, and what of it nobody can judge. */
export interface JudgedState {
  readonly resources: readonly JudgedResource[];
  readonly notJudged: readonly NotJudged[];
}

/** Why a rule does not know a value of a state. */
export const sealedReason =
  "is encrypted in this state: export it with --show-secrets, on a machine that has the passphrase";

const interrupted =
  "was begun by an update that was interrupted, and nobody knows whether it was done: look with pulumi refresh, or npm run recover, and export the state again";

/** The resources of a state as the engine hands them over: each by its inputs, the stack by its outputs. */
export function judgedState({ resources, begun }: ExportedState): JudgedState {
  const staying = resources.filter((resource) => resource.delete !== true).map(judgedResource);
  return {
    resources: staying.map(({ resource }) => resource),
    notJudged: [
      ...staying.flatMap(({ notJudged }) => notJudged),
      ...begun.map((urn) => ({ resource: nameOf(urn), reason: interrupted })),
    ],
  };
}

function judgedResource(resource: StateResource) {
  const { urn, type, parent = "", provider, dependencies = [] } = resource;
  const name = nameOf(urn);
  const inputs = openedProperties(resource.inputs);
  const judged: JudgedResource = {
    ...{ urn, type, name, dependencies, inputs: inputs.properties },
    outputs: openedProperties(resource.outputs).properties,
    options: {
      protect: resource.protect === true,
      ignoreChanges: resource.ignoreChanges ?? [],
      additionalSecretOutputs: resource.additionalSecretOutputs ?? [],
      aliases: resource.aliases ?? [],
      parent,
    },
    ...(provider === undefined ? {} : { provider: providerUrn(urn, provider) }),
    propertyDependencies: Object.fromEntries(
      Object.entries(resource.propertyDependencies ?? {}).map(([key, urns]) => [key, urns ?? []]),
    ),
  };
  return {
    resource: judged,
    notJudged: inputs.sealed.map((property) => ({
      resource: name,
      property,
      reason: sealedReason,
    })),
  };
}
