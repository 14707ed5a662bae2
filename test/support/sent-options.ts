import { getMonitor } from "@pulumi/pulumi/runtime/settings";
import { type Alias } from "@pulumi/pulumi/proto/alias_pb";
import { type RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";

/** What the engine is told of a resource beside its inputs. */
export interface SentOptions {
  /** Whether a destroy refuses it. A child has what its parent has, unless it says otherwise; so the engine does too. */
  readonly protect: boolean;
  /** Whether the real thing stays when the resource goes. Inherited the same way. */
  readonly retainOnDelete: boolean;
  /** Name of what it is part of. */
  readonly parent?: string;
  /** Names of what is there before it. */
  readonly after: readonly string[];
  /** Outputs that are secret although no input of them is. */
  readonly secretOutputs: readonly string[];
  /** Name of the provider that makes it. */
  readonly provider: string;
  /** Under what else a stack may know it. */
  readonly aliases: readonly object[];
  /** Whether the old one goes before the new one comes. */
  readonly deleteBeforeReplace: boolean;
  /** By which it is taken up in place of being made. */
  readonly importId?: string;
  /** What may differ from what is declared. */
  readonly ignoreChanges?: readonly string[];
}

type Register = (request: RegisterResourceRequest, ...rest: unknown[]) => unknown;

/** The last part of a URN. */
const nameOf = (urn: string) => urn.split("::").at(-1) ?? "";

/** The URN in a reference to a provider, which has an id behind it. */
const referred = (reference: string) => reference.replace(/::[^:]*$/, "");

/**
 * Records the options of everything that is registered from now on: mocks are not told of them, their monitor is.
 *
 * @returns the options of what was registered under a type and a name
 */
export function recordOptions(): (type: string, name: string) => SentOptions {
  const recorded = new Map<string, SentOptions>();
  const key = (type: string, name: string) => `${type} ${name}`;
  const monitor = getMonitor() as unknown as { registerResource: Register };
  const register = monitor.registerResource.bind(monitor);
  const keyOfParent = (urn: string) => key(typeOf(urn), nameOf(urn));
  monitor.registerResource = (request, ...rest) => {
    const own = sentOptions(request, recorded.get(keyOfParent(request.getParent())));
    recorded.set(key(request.getType(), request.getName()), own);
    return register(request, ...rest);
  };
  return (type, name) => {
    const options = recorded.get(key(type, name));
    if (options === undefined) throw new Error(`${type} ${name} was not registered`);
    return options;
  };
}

/** The type of the resource itself, without those of what it is part of. */
const typeOf = (urn: string) => urn.split("::").at(-2)?.split("$").at(-1) ?? "";

function sentOptions(
  request: RegisterResourceRequest,
  parent: SentOptions | undefined,
): SentOptions {
  const inherited = { protect: false, retainOnDelete: false, ...parent };
  return {
    protect: request.hasProtect() ? request.getProtect() === true : inherited.protect,
    retainOnDelete: request.hasRetainondelete()
      ? request.getRetainondelete() === true
      : inherited.retainOnDelete,
    ...(parent === undefined ? {} : { parent: nameOf(request.getParent()) }),
    after: request.getDependenciesList().map(nameOf).sort(),
    secretOutputs: request.getAdditionalsecretoutputsList(),
    provider: nameOf(referred(request.getProvider())),
    aliases: request.getAliasesList().map(aliasOf),
    deleteBeforeReplace: request.getDeletebeforereplace(),
    ...(request.getImportid() === "" ? {} : { importId: request.getImportid() }),
    ...(request.getIgnorechangesList().length === 0
      ? {}
      : { ignoreChanges: request.getIgnorechangesList() }),
  };
}

/** The parts of an alias that say something. */
function aliasOf(alias: Alias): object {
  const spec = alias.getSpec();
  if (spec === undefined) return { urn: alias.getUrn() };
  const said = { name: spec.getName(), type: spec.getType(), noParent: spec.getNoparent() };
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value));
}
