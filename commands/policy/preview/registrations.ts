import { type Alias } from "@pulumi/pulumi/proto/alias_pb";
import {
  type RegisterResourceOutputsRequest,
  type RegisterResourceRequest,
  RegisterResourceResponse,
} from "@pulumi/pulumi/proto/resource_pb";
import { type JudgedOptions, type JudgedResource, type Properties } from "../judged-resource";
import { DefaultProviders } from "./default-providers";
import { type Place, urnOf } from "./urn";

/** What a program registers in a preview of a stack of which nothing is made yet. */
export class Registrations {
  private readonly byUrn = new Map<string, JudgedResource>();
  private readonly defaults: DefaultProviders;

  /** @param configuration - of the stack, for the providers that the engine makes by itself */
  constructor(
    private readonly stack: Omit<Place, "parent">,
    configuration: Readonly<Record<string, string>>,
  ) {
    this.defaults = new DefaultProviders(stack, configuration);
  }

  /** In the order in which they came. */
  get resources(): readonly JudgedResource[] {
    return [...this.byUrn.values()];
  }

  /**
   * The answer has no id and no more than the inputs: the SDK takes all else for not known yet.
   *
   * @throws Error if there is one of that URN already, which the engine refuses as well
   */
  register(request: RegisterResourceRequest): RegisterResourceResponse {
    const urn = urnOf(this.placeOf(request), request.getType(), request.getName());
    if (this.byUrn.has(urn)) throw new Error(`there are two resources with the URN ${urn}`);
    const inputs = (request.getObject()?.toJavaScript() ?? {}) as Properties;
    const provider = this.providerOf(request);
    this.byUrn.set(urn, {
      ...{ urn, type: request.getType(), name: request.getName(), inputs, outputs: inputs },
      options: this.optionsOf(request),
      ...(provider === undefined ? {} : { provider }),
      dependencies: request.getDependenciesList(),
      propertyDependencies: dependenciesOf(request),
    });
    return new RegisterResourceResponse().setUrn(urn).setObject(request.getObject());
  }

  /** What a component says of itself when it is done. */
  registerOutputs(request: RegisterResourceOutputsRequest): void {
    const resource = this.byUrn.get(request.getUrn());
    if (resource === undefined) return;
    const outputs = (request.getOutputs()?.toJavaScript() ?? {}) as Properties;
    this.byUrn.set(resource.urn, { ...resource, outputs });
  }

  private placeOf(request: RegisterResourceRequest): Place {
    return { ...this.stack, parent: request.getParent() };
  }

  private providerOf(request: RegisterResourceRequest): string | undefined {
    const reference = request.getProvider();
    if (reference !== "") return reference.slice(0, reference.lastIndexOf("::"));
    if (!request.getCustom() || request.getType().startsWith("pulumi:")) return undefined;
    const provider = this.defaults.of(request.getType(), request.getVersion());
    if (!this.byUrn.has(provider.urn)) this.byUrn.set(provider.urn, provider);
    return provider.urn;
  }

  private optionsOf(request: RegisterResourceRequest): JudgedOptions {
    const parent = this.byUrn.get(request.getParent());
    return {
      // A child has what its parent has, unless it says otherwise.
      protect: request.hasProtect()
        ? request.getProtect() === true
        : (parent?.options.protect ?? false),
      ignoreChanges: request.getIgnorechangesList(),
      additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
      aliases: request.getAliasesList().map((alias) => this.aliasOf(alias, request)),
      parent: request.getParent(),
      ...(request.getDeletebeforereplacedefined()
        ? { deleteBeforeReplace: request.getDeletebeforereplace() }
        : {}),
    };
  }

  /** As the engine makes a URN of what is said of one (Pulumi, `deploy/step_generator.go`, collapseAliasToUrn). */
  private aliasOf(alias: Alias, request: RegisterResourceRequest): string {
    const spec = alias.getSpec();
    if (spec === undefined) return alias.getUrn();
    const parent = spec.getNoparent() ? "" : spec.getParenturn() || request.getParent();
    const place = {
      stack: spec.getStack() || this.stack.stack,
      project: spec.getProject() || this.stack.project,
      parent,
    };
    return urnOf(place, spec.getType() || request.getType(), spec.getName() || request.getName());
  }
}

function dependenciesOf(request: RegisterResourceRequest): JudgedResource["propertyDependencies"] {
  const found: Record<string, readonly string[]> = {};
  request
    .getPropertydependenciesMap()
    .forEach((from, property) => (found[property] = from.getUrnsList()));
  return found;
}
