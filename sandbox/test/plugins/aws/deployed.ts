import type { AwsClient } from "../../../plugins/aws/client";
import { awsResourceTypes } from "../../../plugins/aws/resource-types";
import { diffProperties } from "../../../plugins/protocol/property-diff";
import type {
  CallContext,
  CheckFailure,
  Properties,
  ResourceReading,
  ResourceState,
  ResourceType,
} from "../../../plugins/protocol/resource-type";
import { settleInputs } from "../../../plugins/protocol/settle-inputs";

/** The stand-in's resource type, by the last part of its token. */
export function typeNamed(noun: string): ResourceType<AwsClient> {
  const type = awsResourceTypes.find(({ token }) => token.endsWith(`:${noun}`));
  if (!type) throw new Error(`no resource type ${noun}`);
  return type;
}

/** The faults that check finds, as `property: reason`. */
export function faultsOf(noun: string, inputs: Properties): string[] {
  const type = typeNamed(noun);
  const failures: CheckFailure[] = type.check?.({ ...type.defaults, ...inputs }) ?? [];
  return failures.map(({ property, reason }) => `${property}: ${reason}`);
}

/** No resource type of AWS looks at it. */
const context: CallContext = Object.assign(
  { log: () => undefined, signal: new AbortController().signal },
  { name: "test", urn: "urn:pulumi:test::test::test::test" },
);

/** A resource as the engine would hold it in its state. */
export class Deployed {
  private constructor(
    private readonly client: AwsClient,
    private readonly type: ResourceType<AwsClient>,
    private inputs: Properties,
    private state: ResourceState,
  ) {}

  /** Checks and creates. */
  static async create(client: AwsClient, noun: string, declared: Properties): Promise<Deployed> {
    const type = typeNamed(noun);
    const inputs = Deployed.checked(type, declared);
    const state = await type.create(client, inputs, context);
    return new Deployed(client, type, inputs, state);
  }

  private static checked(type: ResourceType<AwsClient>, declared: Properties): Properties {
    const inputs = { ...type.defaults, ...declared };
    const [failure] = type.check?.(inputs) ?? [];
    if (failure) throw new Error(`${failure.property}: ${failure.reason}`);
    return inputs;
  }

  get id(): string {
    return this.state.id;
  }

  get outputs(): Properties {
    return this.state.outputs;
  }

  async update(declared: Properties): Promise<void> {
    const inputs = Deployed.checked(this.type, declared);
    this.state = await this.type.update!(this.client, this.id, this.outputs, inputs, context);
    this.inputs = inputs;
  }

  read(): Promise<ResourceReading | undefined> {
    return this.type.read(this.client, this.id, this.outputs, this.inputs);
  }

  /** Takes what is on the server into the state. */
  async refresh(): Promise<void> {
    const reading = await this.read();
    if (!reading) throw new Error(`${this.type.token} ${this.id} is gone`);
    this.state = reading;
  }

  /** What a refresh would find changed on the server: paths of outputs, and of inputs that an update would repair. */
  async drift(): Promise<{ outputs: string[]; inputs: string[] }> {
    const reading = await this.read();
    if (!reading) throw new Error(`${this.type.token} ${this.id} is gone`);
    const settled = settleInputs(this.inputs, this.outputs, reading.inputs, this.type);
    const paths = (before: Properties, after: Properties) =>
      diffProperties(before, after, this.type).map(({ path }) => path);
    return {
      outputs: paths(this.outputs, reading.outputs),
      inputs: paths(settled, this.inputs),
    };
  }

  delete(): Promise<void> {
    return this.type.delete(this.client, this.id, this.outputs, context);
  }
}

/** What {@link Deployed.drift} answers when nothing was touched. */
export const unchanged = { outputs: [], inputs: [] };
