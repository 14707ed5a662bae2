import { isDeepStrictEqual } from "node:util";
import * as provider from "@pulumi/pulumi/proto/provider_pb";
import type { PackageSchema, ResourceSchema } from "../schema/package-schema";
import { checkResource } from "./check-resource";
import { diffResponse, topLevel } from "./diff-response";
import { plannedCreate, plannedUpdate } from "./planned-outputs";
import type { PluginDefinition } from "./plugin-definition";
import { diffProperties } from "./property-diff";
import { fromWire, plain, toWire } from "./property-values";
import {
  type CallContext,
  PartlyDone,
  type Properties,
  type ResourceState,
  type ResourceType,
} from "./resource-type";
import { derivedFrom, inputsWithSecrets, withSecrets } from "./secret-outputs";
import { parseUrn } from "./resource-urn";
import { settleInputs } from "./settle-inputs";
import { PartlyDoneStatus } from "./partly-done-status";
import { failureMessages } from "./failure-messages";

/** The connection, and how a call reaches the outside. */
export interface Session<Client> {
  client(): Promise<Client>;
  context(urn: string, timeoutSeconds: number): CallContext;
}

interface Subject<Client> {
  readonly type: ResourceType<Client>;
  readonly schema: ResourceSchema;
}

/**
 * What the program declares, and what the server answered by itself already: an import leaves out what is usual, and to
 * say that later is no change.
 */
const alreadySo = (state: readonly (readonly [string, unknown])[], declared: Properties) =>
  Object.fromEntries(state.filter(([name, value]) => isDeepStrictEqual(declared[name], value)));

/** Check, diff, create, read, update and delete of a plugin's resources, on the protocol's messages. */
export class ResourceOperations<Client> {
  readonly #types: ReadonlyMap<string, ResourceType<Client>>;
  readonly #schema: PackageSchema;

  constructor(
    private readonly definition: PluginDefinition<Client>,
    private readonly session: Session<Client>,
  ) {
    this.#types = new Map(definition.resourceTypes.map((type) => [type.token, type]));
    this.#schema = definition.schema;
  }

  /** @throws Error if this stand-in does not have the type, naming those it has */
  #subject(urn: string): Subject<Client> {
    const { token } = parseUrn(urn);
    const type = this.#types.get(token);
    const schema = this.#schema.resources[token];
    if (type && schema) return { type, schema };
    throw new Error(
      `the sandbox's stand-in for the plugin "${this.definition.name}" has no resource type "${token}"; ` +
        `it has: ${[...this.#types.keys()].join(", ")}. Install the official plugin, or add the type to ` +
        `sandbox/plugins/${this.definition.name}`,
    );
  }

  async check(request: provider.CheckRequest): Promise<provider.CheckResponse> {
    const { type, schema } = this.#subject(request.getUrn());
    const checked = checkResource(
      {
        name: parseUrn(request.getUrn()).name,
        oldInputs: fromWire(request.getOlds()),
        inputs: fromWire(request.getNews()),
        seed: request.getRandomseed_asU8(),
      },
      type,
      schema,
      this.#schema.types,
    );
    const response = new provider.CheckResponse();
    response.setInputs(toWire(checked.inputs));
    response.setFailuresList(failureMessages(checked.failures));
    return response;
  }

  async diff(request: provider.DiffRequest): Promise<provider.DiffResponse> {
    const { type, schema } = this.#subject(request.getUrn());
    const oldInputs = request.getOldInputs();
    const declared = new Set(Object.keys(schema.inputs).map((name) => name.replace(/\?$/, "")));
    const fromState = Object.entries(fromWire(request.getOlds()));
    const before = oldInputs
      ? fromWire(oldInputs)
      : Object.fromEntries(fromState.filter(([name]) => declared.has(name)));
    const after = fromWire(request.getNews());
    const { namesInputsOnly } = this.definition;
    return diffResponse({ ...alreadySo(fromState, after), ...before }, after, {
      ...type,
      namesInputsOnly,
    });
  }

  async create(request: provider.CreateRequest): Promise<provider.CreateResponse> {
    const { type, schema } = this.#subject(request.getUrn());
    const inputs = fromWire(request.getProperties());
    const response = new provider.CreateResponse();
    const answer = (id: string, outputs: Properties) => {
      response.setId(id);
      response.setProperties(toWire(withSecrets(outputs, [inputs], type)));
      return response;
    };
    if (request.getPreview()) return answer("", plannedCreate(inputs, schema));
    const context = this.session.context(request.getUrn(), request.getTimeout());
    const state = await this.#act(type, inputs, async () =>
      type.create(await this.session.client(), plain(inputs), context),
    );
    return answer(state.id, state.outputs);
  }

  async read(request: provider.ReadRequest): Promise<provider.ReadResponse> {
    const { type } = this.#subject(request.getUrn());
    const outputs = fromWire(request.getProperties());
    const inputs = fromWire(request.getInputs());
    const prior = plain(outputs);
    const declared = plain(inputs);
    const client = await this.session.client();
    const reading = await type.read(client, request.getId(), prior, declared);
    const response = new provider.ReadResponse();
    if (!reading) return response;
    const isKnown = Object.keys(prior).length > 0;
    const settled = isKnown ? settleInputs(declared, prior, reading.inputs, type) : reading.inputs;
    response.setId(reading.id);
    response.setProperties(toWire(withSecrets(reading.outputs, [inputs, outputs], type)));
    response.setInputs(toWire(inputsWithSecrets(settled, inputs, outputs, type)));
    return response;
  }

  async update(request: provider.UpdateRequest): Promise<provider.UpdateResponse> {
    const { type, schema } = this.#subject(request.getUrn());
    const inputs = fromWire(request.getNews());
    const prior = fromWire(request.getOlds());
    const response = new provider.UpdateResponse();
    const answer = (outputs: Properties) => {
      response.setProperties(toWire(withSecrets(outputs, [inputs], type)));
      return response;
    };
    if (request.getPreview()) {
      const oldInputs = fromWire(request.getOldInputs());
      const changed = diffProperties(oldInputs, inputs, type).map(topLevel);
      const derived = derivedFrom(type, (input) => changed.includes(input));
      const volatile = [...(type.volatileOutputs ?? []), ...derived];
      return answer(plannedUpdate(prior, oldInputs, inputs, schema, volatile));
    }
    const context = this.session.context(request.getUrn(), request.getTimeout());
    const state = await this.#act(type, inputs, async () => {
      if (!type.update) throw new Error(`${type.token} cannot be updated, only replaced`);
      const client = await this.session.client();
      return type.update(client, request.getId(), plain(prior), plain(inputs), context);
    });
    return answer(state.outputs);
  }

  async delete(request: provider.DeleteRequest): Promise<void> {
    const { type } = this.#subject(request.getUrn());
    const context = this.session.context(request.getUrn(), request.getTimeout());
    const prior = plain(fromWire(request.getProperties()));
    await type.delete(await this.session.client(), request.getId(), prior, context);
  }

  /** Runs a change; one that failed half-way is reported with its state, in which secrets stay secret. */
  async #act(
    type: ResourceType<Client>,
    inputs: Properties,
    change: () => Promise<ResourceState>,
  ): Promise<ResourceState> {
    try {
      return await change();
    } catch (error) {
      if (!(error instanceof PartlyDone)) throw error;
      const outputs = withSecrets(error.state.outputs, [inputs], type);
      throw new PartlyDoneStatus(error.message, error.state.id, outputs, inputs);
    }
  }
}
