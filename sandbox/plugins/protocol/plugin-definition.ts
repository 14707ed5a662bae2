import type { PackageSchema } from "../schema/package-schema";
import type { CheckFailure, Properties, ResourceType } from "./resource-type";

/**
 * What a stand-in plugin is made of; `servePlugin` does the rest.
 *
 * @typeParam Client - the connection to the real server
 */
export interface PluginDefinition<Client> {
  /** The package's name, as in `pulumi-resource-<name>`. */
  readonly name: string;
  /** The official properties, generated into `schema/<name>.json`. */
  readonly schema: PackageSchema;
  /** Rules for the provider's configuration beyond the declared types. All faults at once. */
  checkConfig?(config: Properties): CheckFailure[];
  /** Opens the connection; called once, when the first resource needs it, so that a preview can do without. */
  connect(config: Properties): Client | Promise<Client>;
  readonly resourceTypes: readonly ResourceType<Client>[];
  /** Whether the official plugin's diffs say no more than the names of inputs. Default: they name each change. */
  readonly namesInputsOnly?: boolean;
}
