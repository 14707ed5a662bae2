import { nameOf, typeOf } from "../drift/resource-name";
import { providerUrn } from "../drift/deployed-object";
import { type ExportedResource } from "../drift/stack-export";
import { type SeenResource } from "../stack/event-log";

/** Something that a provider has on a server, as the program declares it or a state has it. */
export interface EstateResource {
  readonly urn: string;
  readonly type: string;
  /** In the stack. */
  readonly name: string;
  /** URN of what it is a part of. */
  readonly parent?: string;
  /** URN of what makes it. */
  readonly provider: string;
  /** As far as they are known. */
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** By which the engine's previews stand in for what only an update will know (Pulumi SDK, `runtime/rpc`). */
const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** The same of a resource in a preview; nothing of components, providers and the stack itself. */
export function ofPreview({ urn, new: state }: SeenResource): EstateResource[] {
  if (state?.custom !== true || isEngines(urn)) return [];
  const inputs = Object.entries(state.inputs ?? {}).filter(([, value]) => value !== unknown);
  return [
    {
      ...{ urn, type: typeOf(urn), name: nameOf(urn), inputs: Object.fromEntries(inputs) },
      ...(state.parent === undefined ? {} : { parent: state.parent }),
      provider: providerUrn(urn, state.provider),
    },
  ];
}

/** The same of a resource in a state. */
export function ofState(resource: ExportedResource): EstateResource[] {
  const { urn, custom, parent, inputs = {}, provider } = resource;
  if (custom !== true || isEngines(urn)) return [];
  return [
    {
      ...{ urn, type: typeOf(urn), name: nameOf(urn), inputs },
      ...(parent === undefined ? {} : { parent }),
      provider: providerUrn(urn, provider),
    },
  ];
}

const isEngines = (urn: string) => typeOf(urn).startsWith("pulumi:");
