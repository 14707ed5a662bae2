import * as grpc from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as provider from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { PluginDefinition } from "../../../plugins/protocol/plugin-definition";
import { fromWire, toWire } from "../../../plugins/protocol/property-values";
import type { CheckFailure, Properties } from "../../../plugins/protocol/resource-type";
import { type PluginServer, startPlugin } from "../../../plugins/protocol/serve";

/** One resource of a test, with what an engine would keep of it in the state. */
export interface Kept {
  readonly token: string;
  readonly id: string;
  readonly inputs: Properties;
  readonly outputs: Properties;
}

export interface DiffSummary {
  readonly changed: boolean;
  /** Path to kind: `ADD`, `UPDATE_REPLACE`, … */
  readonly details: Record<string, string>;
  readonly replaces: string[];
  readonly deleteBeforeReplace: boolean;
}

const kindNames: Record<number, string> = Object.fromEntries(
  Object.entries(provider.PropertyDiff.Kind).map(([name, kind]) => [kind, name]),
);

const urnOf = (token: string, name: string) => `urn:pulumi:test::project::${token}::${name}`;

type Done<Response> = (error: grpc.ServiceError | null, response: Response) => void;

/** Plays the engine's part towards one plugin over real gRPC. Secrets and unknowns may be used as property values. */
export class PluginClient {
  private constructor(
    private readonly rpc: ResourceProviderClient,
    private readonly server: PluginServer | undefined,
  ) {}

  /** Serves the plugin in this process, configures it and connects to it. */
  static async start<Client>(
    definition: PluginDefinition<Client>,
    config: Properties = {},
  ): Promise<PluginClient> {
    const server = await startPlugin(definition);
    const client = PluginClient.connect(server.port, server);
    await client.configure(config);
    return client;
  }

  /** Connects to a plugin that runs already. */
  static connect(port: number, server?: PluginServer): PluginClient {
    const credentials = grpc.credentials.createInsecure();
    return new PluginClient(new ResourceProviderClient(`127.0.0.1:${port}`, credentials), server);
  }

  /** One call; the methods below are the usual ones. */
  call<Response>(
    invoke: (rpc: ResourceProviderClient, done: Done<Response>) => unknown,
  ): Promise<Response> {
    return new Promise((resolve, reject) => {
      invoke(this.rpc, (error, response) => (error ? reject(error) : resolve(response)));
    });
  }

  async configure(config: Properties): Promise<provider.ConfigureResponse> {
    const request = new provider.ConfigureRequest();
    request.setArgs(toWire(config));
    request.setAcceptsecrets(true);
    return this.call<provider.ConfigureResponse>((rpc, done) => rpc.configure(request, done));
  }

  async checkConfig(config: Properties): Promise<CheckFailure[]> {
    const request = new provider.CheckRequest();
    request.setNews(toWire(config));
    const response = await this.call<provider.CheckResponse>((rpc, done) =>
      rpc.checkConfig(request, done),
    );
    return response.getFailuresList().map((failure) => failure.toObject());
  }

  async diffConfig(before: Properties, after: Properties): Promise<DiffSummary> {
    const request = new provider.DiffRequest();
    request.setOlds(toWire(before));
    request.setOldInputs(toWire(before));
    request.setNews(toWire(after));
    return summary(
      await this.call<provider.DiffResponse>((rpc, done) => rpc.diffConfig(request, done)),
    );
  }

  async check(
    token: string,
    inputs: Properties,
    options: { name?: string; oldInputs?: Properties } = {},
  ): Promise<{ inputs: Properties; failures: CheckFailure[] }> {
    const request = new provider.CheckRequest();
    request.setUrn(urnOf(token, options.name ?? "test"));
    request.setOlds(options.oldInputs && toWire(options.oldInputs));
    request.setNews(toWire(inputs));
    request.setRandomseed(Buffer.from("seed"));
    const response = await this.call<provider.CheckResponse>((rpc, done) =>
      rpc.check(request, done),
    );
    return {
      inputs: fromWire(response.getInputs()),
      failures: response.getFailuresList().map((failure) => failure.toObject()),
    };
  }

  /** Inputs as the engine would use them: checked, and without a fault. */
  private async checked(token: string, inputs: Properties, oldInputs?: Properties) {
    const result = await this.check(token, inputs, oldInputs ? { oldInputs } : {});
    if (result.failures.length === 0) return result.inputs;
    throw new Error(result.failures.map(({ reason }) => reason).join("\n"));
  }

  async diff(kept: Kept, news: Properties): Promise<DiffSummary> {
    const request = new provider.DiffRequest();
    request.setUrn(urnOf(kept.token, "test"));
    request.setId(kept.id);
    request.setOlds(toWire(kept.outputs));
    request.setOldInputs(toWire(kept.inputs));
    request.setNews(toWire(await this.checked(kept.token, news, kept.inputs)));
    return summary(await this.call<provider.DiffResponse>((rpc, done) => rpc.diff(request, done)));
  }

  async create(
    token: string,
    given: Properties,
    options: { preview?: boolean; timeoutSeconds?: number } = {},
  ): Promise<Kept> {
    const inputs = await this.checked(token, given);
    const request = new provider.CreateRequest();
    request.setUrn(urnOf(token, "test"));
    request.setProperties(toWire(inputs));
    request.setPreview(options.preview ?? false);
    request.setTimeout(options.timeoutSeconds ?? 0);
    const response = await this.call<provider.CreateResponse>((rpc, done) =>
      rpc.create(request, done),
    );
    return { token, id: response.getId(), inputs, outputs: fromWire(response.getProperties()) };
  }

  async update(kept: Kept, given: Properties, options: { preview?: boolean } = {}): Promise<Kept> {
    const inputs = await this.checked(kept.token, given, kept.inputs);
    const request = new provider.UpdateRequest();
    request.setUrn(urnOf(kept.token, "test"));
    request.setId(kept.id);
    request.setOlds(toWire(kept.outputs));
    request.setOldInputs(toWire(kept.inputs));
    request.setNews(toWire(inputs));
    request.setPreview(options.preview ?? false);
    const response = await this.call<provider.UpdateResponse>((rpc, done) =>
      rpc.update(request, done),
    );
    return { ...kept, inputs, outputs: fromWire(response.getProperties()) };
  }

  /** What a refresh would put into the state; `undefined` when the object is gone. */
  async refresh(kept: Kept): Promise<Kept | undefined> {
    const request = new provider.ReadRequest();
    request.setUrn(urnOf(kept.token, "test"));
    request.setId(kept.id);
    request.setProperties(toWire(kept.outputs));
    request.setInputs(toWire(kept.inputs));
    return this.read(kept.token, request);
  }

  async import(token: string, id: string): Promise<Kept | undefined> {
    const request = new provider.ReadRequest();
    request.setUrn(urnOf(token, "test"));
    request.setId(id);
    return this.read(token, request);
  }

  private async read(token: string, request: provider.ReadRequest): Promise<Kept | undefined> {
    const response = await this.call<provider.ReadResponse>((rpc, done) => rpc.read(request, done));
    if (response.getId() === "") return undefined;
    return {
      token,
      id: response.getId(),
      inputs: fromWire(response.getInputs()),
      outputs: fromWire(response.getProperties()),
    };
  }

  async delete(kept: Kept): Promise<void> {
    const request = new provider.DeleteRequest();
    request.setUrn(urnOf(kept.token, "test"));
    request.setId(kept.id);
    request.setProperties(toWire(kept.outputs));
    request.setOldInputs(toWire(kept.inputs));
    await this.call<Empty>((rpc, done) => rpc.delete(request, done));
  }

  async cancel(): Promise<void> {
    await this.call<Empty>((rpc, done) => rpc.cancel(new Empty(), done));
  }

  async close(): Promise<void> {
    this.rpc.close();
    await this.server?.stop();
  }
}

function summary(response: provider.DiffResponse): DiffSummary {
  const details: [string, string][] = [];
  response
    .getDetaileddiffMap()
    .forEach((detail, path) => details.push([path, kindNames[detail.getKind()] ?? "?"]));
  return {
    changed: response.getChanges() === provider.DiffResponse.DiffChanges.DIFF_SOME,
    details: Object.fromEntries(details),
    replaces: response.getReplacesList(),
    deleteBeforeReplace: response.getDeletebeforereplace(),
  };
}
