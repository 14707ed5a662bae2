/** Plain property values as the provider protocol carries them. Secrets and unknowns are unwrapped before a resource type sees them. */
export type Properties = Record<string, unknown>;

/** What a resource type reports after it acted on, or looked at, the real server. */
export interface ResourceState {
  /** The physical id, as the official provider forms it. */
  readonly id: string;
  /** Every output property, in the SDK's camel case. */
  readonly outputs: Properties;
}

/** What a read found: the state, and the inputs a program would need to declare exactly that. */
export interface ResourceReading extends ResourceState {
  readonly inputs: Properties;
}

/** One fault of an input property, in the engine's terms. */
export interface CheckFailure {
  /** For example `rules[0].transitions[0].days`. */
  readonly property: string;
  /** What was got, what is allowed and how to fix it. */
  readonly reason: string;
}

/**
 * One resource type of a stand-in plugin. Which properties exist and how they are typed comes from the
 * official SDK's own declarations (`schema/`); this adds what the declarations do not say.
 *
 * @typeParam Client - the configured connection to the real server
 */
export interface ResourceType<Client> {
  /** The official type token, for example `aws:s3/bucket:Bucket`. */
  readonly token: string;
  /** Top-level inputs whose change forces a replacement, per the official provider's documentation. */
  readonly replaceOn: readonly string[];
  /** Whether the official provider deletes first when it replaces (a fixed name forces it). Default: false. */
  readonly deleteBeforeReplace?: boolean;
  /** Outputs the official provider marks secret. Default: none. */
  readonly secretOutputs?: readonly string[];
  /** Defaults the official provider fills in at check. Default: none. */
  readonly defaults?: Properties;
  /** Value rules beyond the types (enums, ranges, conflicts), per the official documentation. All faults at once. */
  check?(inputs: Properties): CheckFailure[];
  create(client: Client, inputs: Properties): Promise<ResourceState>;
  /** `undefined` when the server no longer has it. `prior` is the last known outputs, empty on import. */
  read(client: Client, id: string, prior: Properties): Promise<ResourceReading | undefined>;
  /** Left out where every property forces a replacement. */
  update?(
    client: Client,
    id: string,
    prior: Properties,
    inputs: Properties,
  ): Promise<ResourceState>;
  delete(client: Client, id: string, prior: Properties): Promise<void>;
}
