import { type JudgedResource } from "../judged-resource";
import { type Place, urnOf } from "./urn";

/**
 * The providers that the engine makes by itself, for resources whose program names none: of a package and version, with
 * what the stack's configuration has under the package's name (Pulumi, `deploy/source_eval.go`, defaultProviders).
 */
export class DefaultProviders {
  constructor(
    private readonly stack: Omit<Place, "parent">,
    private readonly configuration: Readonly<Record<string, string>>,
  ) {}

  /** The one for a type of resources: `aws:s3/bucket:Bucket` is of the package `aws`. */
  of(type: string, version: string): JudgedResource {
    const [pack = ""] = type.split(":");
    const name = version === "" ? "default" : `default_${version.replaceAll(/[^A-Za-z0-9]/g, "_")}`;
    const providerType = `pulumi:providers:${pack}`;
    const inputs = { ...this.configured(pack), ...(version === "" ? {} : { version }) };
    return {
      ...{
        urn: urnOf({ ...this.stack, parent: "" }, providerType, name),
        type: providerType,
        name,
      },
      ...{ inputs, outputs: inputs, dependencies: [], propertyDependencies: {} },
      options: {
        ...{ protect: false, ignoreChanges: [], additionalSecretOutputs: [], aliases: [] },
        parent: "",
      },
    };
  }

  private configured(pack: string): Record<string, string> {
    const entries = Object.entries(this.configuration).flatMap(([key, value]) =>
      key.startsWith(`${pack}:`) ? [[key.slice(pack.length + 1), value] as const] : [],
    );
    return Object.fromEntries(entries);
  }
}
