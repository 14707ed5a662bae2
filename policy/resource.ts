import { type PolicyResourceOptions } from "@pulumi/policy";
import { knownOnly } from "./unknown";
import { type ResourceType, type ResourceTypes } from "./resource-types";

/**
 * A resource as a rule sees it: what the program sends of it, whoever wrote the program. Secrets come unwrapped: a rule
 * never prints a value that it did not expect.
 */
export interface Resource<Props = Readonly<Record<string, unknown>>> {
  readonly type: string;
  /** Its name in the program. */
  readonly name: string;
  /** Unique in the stack; by it one resource is told from another. */
  readonly urn: string;
  /** Reading what is not known yet throws `UnknownIn`, which the pack reports by resource and property. */
  readonly props: Props;
  /** Whether the program forbids to delete it. */
  readonly isProtected: boolean;
  /** Properties whose changes the program wants ignored. */
  readonly ignored: readonly string[];
  /** Its provider's configuration. `undefined` where it has none of its own. */
  readonly provider: Readonly<Record<string, unknown>> | undefined;
  /** The URNs from which a property's value comes, by property: known where the value is not. For stack rules alone. */
  readonly sources: Readonly<Record<string, readonly string[]>>;
}

/** A resource of that type, typed as its provider's SDK has it; parts that a program left out are `undefined`. */
export type ResourceOf<Type extends ResourceType> = Type extends ResourceType
  ? Resource<Partial<ResourceTypes[Type]>> & { readonly type: Type }
  : never;

/** A resource as the policy SDK has it, for one rule or in a stack. */
interface Called {
  readonly type: string;
  readonly name: string;
  readonly urn: string;
  readonly props: Record<string, unknown>;
  readonly opts?: Partial<PolicyResourceOptions>;
  readonly provider?: { readonly props: Record<string, unknown> };
  readonly propertyDependencies?: Readonly<Record<string, readonly { readonly urn: string }[]>>;
}

/** What the SDK hands over, for rules. */
export function resourceOf(called: Called): Resource {
  const { type, name, urn, opts, provider, propertyDependencies = {} } = called;
  return {
    type,
    name,
    urn,
    props: knownOnly(called.props, name),
    isProtected: opts?.protect ?? false,
    ignored: opts?.ignoreChanges ?? [],
    provider: provider && knownOnly(provider.props, `the provider of ${name}`),
    sources: Object.fromEntries(
      Object.entries(propertyDependencies).map(([key, from]) => [key, from.map(({ urn }) => urn)]),
    ),
  };
}

/** Whether a resource is of one of those types; then its properties are typed. */
export function isOf<Type extends ResourceType>(
  resource: Resource,
  types: readonly Type[],
): resource is ResourceOf<Type> {
  return (types as readonly string[]).includes(resource.type);
}
