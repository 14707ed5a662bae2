/** Properties as the engine's protocol has them: JSON, with markers for secrets and for what is not known yet. */
export type Properties = Readonly<Record<string, unknown>>;

/** A resource as the engine would hand it to a policy pack. */
export interface JudgedResource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  /** What would be sent: each resource is judged by it. */
  readonly inputs: Properties;
  /** What is known of it afterwards: the stack is judged by it. */
  readonly outputs: Properties;
  readonly options: JudgedOptions;
  /** URN of what makes it; left out where nothing does. */
  readonly provider?: string;
  readonly dependencies: readonly string[];
  /** URNs that the value of a property comes from, by property. */
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
}

/** The options of a resource that a pack is told of. */
export interface JudgedOptions {
  readonly protect: boolean;
  readonly ignoreChanges: readonly string[];
  readonly additionalSecretOutputs: readonly string[];
  /** URNs. */
  readonly aliases: readonly string[];
  /** URN; empty where it has none. */
  readonly parent: string;
  /** Left out where nobody says. */
  readonly deleteBeforeReplace?: boolean;
}
