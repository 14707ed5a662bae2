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

/** What the protocol lends to a call: who it is for, and a way to speak to the person at the terminal. */
export interface CallContext {
  readonly urn: string;
  /** Shows a line beside the resource in the engine's output. Never give it a secret. */
  log(message: string): void;
  /** Aborts when the resource's timeout has passed or the engine was cancelled. */
  readonly signal: AbortSignal;
}

/** Thrown by a create or update that failed half-way: the object exists, so the state must not forget it. */
export class PartlyDone extends Error {
  constructor(
    message: string,
    readonly state: ResourceState,
  ) {
    super(message);
  }
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
  /**
   * Inputs whose change forces a replacement, per the official provider's documentation. A nested one is written
   * without list positions, as `rules.id`; everything below a named input counts as that input.
   */
  readonly replaceOn: readonly string[];
  /** Whether the official provider deletes first when it replaces (a fixed name forces it). Default: false. */
  readonly deleteBeforeReplace?: boolean;
  /** Outputs the official provider marks secret. Default: none. */
  readonly secretOutputs?: readonly string[];
  /**
   * Inputs that the official provider's check marks secret by itself, also within one that is secret already. A nested
   * one is written as `connection.privateKey`. Default: none.
   */
  readonly secretInputs?: readonly string[];
  /** Defaults the official provider fills in at check. Default: none. */
  readonly defaults?: Properties;
  /**
   * The input the official provider fills with `<resource name>-<7 hex digits>` when both it and
   * `<input>Prefix` are left out. Default: none, the program must give a name.
   */
  readonly autoName?: string;
  /** Outputs that any update may change, so that a preview shows them as unknown. Default: none. */
  readonly volatileOutputs?: readonly string[];
  /**
   * Outputs that follow from some inputs: unknown in a preview that changes one of these, and secret if one of these
   * is. Default: none.
   */
  readonly derivedOutputs?: Readonly<Record<string, readonly string[]>>;
  /** Lists the provider treats as sets: order makes no difference. Written like `replaceOn`. Default: none. */
  readonly sets?: readonly string[];
  /** Strings that hold JSON: layout and order of keys make no difference. Written like `replaceOn`. Default: none. */
  readonly jsonDocuments?: readonly string[];
  /**
   * Value rules beyond the types (enums, ranges, conflicts), per the official documentation. All faults at once.
   * An input that only the update will know is present with the value `undefined`; a fault of it is not reported.
   */
  check?(inputs: Properties): CheckFailure[];
  /**
   * Its outputs must be what `read` would find: best let it end with the same reading, or the first refresh shows
   * drift that is none.
   */
  create(client: Client, inputs: Properties, context: CallContext): Promise<ResourceState>;
  /**
   * `undefined` when the server no longer has it. `prior` is the last known outputs and `declared` the last
   * checked inputs; both are empty on import. What is on the server as
   * `prior` has it keeps its declared form in the state, so an input the program left to the server is no drift.
   */
  read(
    client: Client,
    id: string,
    prior: Properties,
    declared: Properties,
  ): Promise<ResourceReading | undefined>;
  /** Left out where every property forces a replacement. */
  update?(
    client: Client,
    id: string,
    prior: Properties,
    inputs: Properties,
    context: CallContext,
  ): Promise<ResourceState>;
  /** Succeeds when the server no longer has it. */
  delete(client: Client, id: string, prior: Properties, context: CallContext): Promise<void>;
}
