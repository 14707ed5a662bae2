import { isDeepStrictEqual } from "node:util";
import {
  type CheckFailure,
  PartlyDone,
  type Properties,
  type ResourceState,
  type ResourceType,
} from "../protocol/resource-type";
import type { AwsClient } from "./client";
import { faultIf } from "./faults";
import { closeMotoGaps } from "./moto-gaps";
import { type Canonical, spelled } from "./spelling";

/** How an input behaves. */
export interface InputTrait {
  /** A change forces a new resource. Default: false. */
  readonly replaces?: boolean;
  /** What AWS takes where the program leaves it out, so that an import need not declare it. Default: nothing. */
  readonly usual?: unknown;
  /** An instruction to the provider that AWS has no place for; it lives in the state, as with the official provider. Default: false. */
  readonly instruction?: boolean;
  /** One form for every spelling of a value. Default: as it is. */
  readonly canonical?: Canonical;
}

/** What a creation answers where that is more than an id. */
export interface Created {
  readonly id: string;
  /** What the server tells once and never again; `observe` gets it among what is known. */
  readonly told: Properties;
}

/**
 * What one resource type of AWS is made of.
 *
 * @typeParam Inputs - the inputs the stand-in knows; the SDK's declarations have already been checked
 */
export interface AwsResource<Inputs extends object> extends Pick<
  ResourceType<AwsClient>,
  | "token"
  | "defaults"
  | "autoName"
  | "deleteBeforeReplace"
  | "secretOutputs"
  | "volatileOutputs"
  | "sets"
  | "jsonDocuments"
> {
  readonly inputs: Readonly<Record<keyof Inputs & string, InputTrait>>;
  /** Inputs the official provider has and the sandbox does not act out; they are refused. Default: none. */
  readonly notSimulated?: readonly string[];
  check?(inputs: Inputs): CheckFailure[];
  /** Whether it belongs to no Region. Default: false. */
  readonly isGlobal?: boolean;
  /** Makes it and answers its id. One call to the server: what fails here has left nothing behind. */
  create(client: AwsClient, inputs: Inputs): Promise<string | Created>;
  /** What is left to do once it exists. Default: nothing. */
  complete?(client: AwsClient, id: string, inputs: Inputs): Promise<void>;
  update(client: AwsClient, id: string, inputs: Inputs, prior: Inputs): Promise<void>;
  /**
   * All outputs the server can tell, or `undefined` where it is gone. `known` is what was written last; it
   * may only help to read an ambiguous answer, never stand in for one.
   */
  observe(client: AwsClient, id: string, known: Partial<Inputs>): Promise<Properties | undefined>;
  delete(client: AwsClient, id: string, prior: Inputs): Promise<void>;
}

const asIs: Canonical = (value) => value;

/** Every resource type of a Region has it; one sandbox serves one. */
const region: InputTrait = { replaces: true };

function refuseOtherRegion(client: AwsClient, token: string, inputs: Properties): void {
  const wanted = inputs["region"];
  if (wanted === undefined || wanted === client.region) return;
  throw new Error(
    `${token}: region: got ${JSON.stringify(wanted)}; allowed: ${client.region}, the provider's Region, for the sandbox serves no other: leave region out`,
  );
}

/** Names what was being done to which resource in an error of the server, which says neither. */
async function during<T>(action: string, token: string, id: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new Error(`${action} ${token} (${id}): ${error.name}: ${error.message}`, {
      cause: error,
    });
  }
}

/** The resource type as the provider protocol wants it. */
export function awsResourceType<Inputs extends object>(
  resource: AwsResource<Inputs>,
): ResourceType<AwsClient> {
  const { inputs: ownTraits, notSimulated = [], defaults = {}, isGlobal, ...plain } = resource;
  const { token } = plain;
  const place = isGlobal ? {} : { region };
  const traits: Readonly<Record<string, InputTrait>> = { ...ownTraits, ...place };
  const having = (trait: keyof InputTrait) =>
    Object.keys(traits).filter((name) => traits[name]?.[trait]);
  const instructions = having("instruction");

  /** What the server holds, in the words of what was written last. */
  async function look(
    client: AwsClient,
    id: string,
    known: Properties,
  ): Promise<Properties | undefined> {
    const looking = resource.observe(client, id, known as Partial<Inputs>);
    const answer = await during("reading", token, id, looking);
    if (!answer) return undefined;
    const instructed = Object.fromEntries(
      instructions.map((name) => [name, known[name] ?? defaults[name]]),
    );
    const whole = closeMotoGaps(
      token,
      { ...answer, ...(isGlobal ? {} : { region: client.region }), ...instructed },
      known,
    );
    return Object.fromEntries(
      Object.entries(whole)
        .filter(([, value]) => value !== undefined)
        .map(([name, value]) => [
          name,
          spelled(value, known[name], traits[name]?.canonical ?? asIs),
        ]),
    );
  }

  async function written(client: AwsClient, id: string, known: Properties): Promise<ResourceState> {
    const outputs = await look(client, id, known);
    if (outputs) return { id, outputs };
    throw new Error(`${token} (${id}): the server does not have it right after it was written`);
  }

  /** From here on the state must know of it, whatever goes wrong. */
  async function complete(
    client: AwsClient,
    id: string,
    inputs: Properties,
  ): Promise<ResourceState> {
    try {
      await resource.complete?.(client, id, inputs as Inputs);
      return await written(client, id, inputs);
    } catch (error) {
      const { name, message } = error as Error;
      const outputs = (await look(client, id, inputs).catch(() => undefined)) ?? inputs;
      throw new PartlyDone(
        `creating ${token} (${id}): it exists, but is not complete: ${name}: ${message}`,
        { id, outputs },
      );
    }
  }

  /** The inputs that describe the outputs; an import leaves out what AWS would choose anyway. */
  function inputsOf(client: AwsClient, outputs: Properties, importing: boolean): Properties {
    const usual = (name: string) => (name === "region" ? client.region : traits[name]?.usual);
    const counts = (name: string) =>
      outputs[name] !== undefined && !(importing && isDeepStrictEqual(outputs[name], usual(name)));
    return Object.fromEntries(
      Object.keys(traits)
        .filter(counts)
        .map((name) => [name, outputs[name]]),
    );
  }

  return {
    ...plain,
    defaults,
    replaceOn: having("replaces"),
    check: (inputs) => [
      ...notSimulated.flatMap((name) =>
        faultIf(name in inputs, name, `the sandbox's AWS does not act this out; leave ${name} out`),
      ),
      ...(resource.check?.(inputs as Inputs) ?? []),
    ],
    async create(client, inputs) {
      refuseOtherRegion(client, token, inputs);
      const { bucket, name } = inputs as { bucket?: string; name?: string };
      const creating = resource.create(client, inputs as Inputs);
      const made = await during("creating", token, bucket ?? name ?? "new", creating);
      const { id, told } = typeof made === "string" ? { id: made, told: {} } : made;
      return complete(client, id, { ...inputs, ...told });
    },
    async read(client, id, prior) {
      const outputs = await look(client, id, prior);
      const importing = Object.keys(prior).length === 0;
      return outputs && { id, outputs, inputs: inputsOf(client, outputs, importing) };
    },
    async update(client, id, prior, inputs) {
      refuseOtherRegion(client, token, inputs);
      const change = resource.update(client, id, inputs as Inputs, prior as Inputs);
      await during("updating", token, id, change);
      // What the program stopped declaring stays on AWS as it was, but an instruction it took back is gone.
      const kept = Object.entries(prior).filter(([name]) => !instructions.includes(name));
      return written(client, id, { ...Object.fromEntries(kept), ...inputs });
    },
    delete: (client, id, prior) =>
      during("deleting", token, id, resource.delete(client, id, prior as Inputs)),
  };
}
