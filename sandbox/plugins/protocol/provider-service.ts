import * as grpc from "@grpc/grpc-js";
import { PluginInfo, type PluginAttach } from "@pulumi/pulumi/proto/plugin_pb";
import * as provider from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { checkInputs } from "./check-inputs";
import { diffResponse } from "./diff-response";
import { engineLog } from "./engine-log";
import { failureMessages } from "./failure-messages";
import { PartlyDoneStatus } from "./partly-done-status";
import type { PluginDefinition } from "./plugin-definition";
import { fromWire, plain, toWire } from "./property-values";
import { readConfig } from "./provider-config";
import { ResourceOperations } from "./resource-operations";
import type { CallContext, Properties } from "./resource-type";

type Handler = (request: never) => Promise<unknown>;

/** What the service needs of the process it runs in. */
export interface Surroundings {
  /** The engine's address, if it started this plugin. */
  readonly engine: string | undefined;
  /** Called after the engine cancelled: calls under way were told, the process should end when they have answered. */
  onCancel(): void;
}

/** The methods of `pulumirpc.ResourceProvider` for one plugin, each from request to response. */
export function providerMethods<Client>(
  definition: PluginDefinition<Client>,
  surroundings: Surroundings,
): Record<string, Handler> {
  const { schema } = definition;
  const cancelled = new AbortController();
  let engine = surroundings.engine;
  let config: Properties = {};
  let client: Promise<Client> | undefined;
  const log = engineLog(() => engine);

  const configOf = (inputs: Properties) => readConfig(inputs, schema.config);
  const resources = new ResourceOperations(definition, {
    client: () => (client ??= Promise.resolve(definition.connect(config))),
    context: (urn, timeoutSeconds): CallContext => ({
      urn,
      log: (message) => log(urn, message),
      // A signal of its own for each call, so that listeners go with it.
      signal: AbortSignal.any([
        cancelled.signal,
        ...(timeoutSeconds > 0 ? [AbortSignal.timeout(timeoutSeconds * 1000)] : []),
      ]),
    }),
  });
  const refuse = (what: string) => async () => {
    throw new Error(
      `the sandbox's stand-in for the plugin "${definition.name}" has no ${what}; install the official plugin for that`,
    );
  };

  return {
    handshake: async (request: provider.ProviderHandshakeRequest) => {
      engine = request.getEngineAddress() || engine;
      const response = new provider.ProviderHandshakeResponse();
      response.setAcceptSecrets(true);
      return response;
    },
    attach: async (request: PluginAttach) => {
      engine = request.getAddress();
      return new Empty();
    },
    getPluginInfo: async () => {
      const info = new PluginInfo();
      info.setVersion(schema.version);
      return info;
    },
    getSchema: async () => {
      const response = new provider.GetSchemaResponse();
      const tokens = definition.resourceTypes.map(({ token }) => [token, {}] as const);
      response.setSchema(
        JSON.stringify({
          name: definition.name,
          version: schema.version,
          resources: Object.fromEntries(tokens),
        }),
      );
      return response;
    },
    checkConfig: async (request: provider.CheckRequest) => {
      const given = fromWire(request.getNews());
      const wanted = configOf(given);
      const mistakes = checkInputs(wanted, schema.config, schema.types);
      const failures =
        mistakes.length > 0 ? mistakes : (definition.checkConfig?.(plain(wanted)) ?? []);
      const response = new provider.CheckResponse();
      response.setInputs(toWire(given));
      response.setFailuresList(failureMessages(failures));
      return response;
    },
    // A moved server or a new password must never replace what lives there, so nothing here forces a replacement.
    diffConfig: async (request: provider.DiffRequest) =>
      diffResponse(
        configOf(fromWire(request.getOldInputs() ?? request.getOlds())),
        configOf(fromWire(request.getNews())),
        { replaceOn: [] },
      ),
    configure: async (request: provider.ConfigureRequest) => {
      config = plain(configOf(fromWire(request.getArgs())));
      client = undefined;
      const response = new provider.ConfigureResponse();
      response.setAcceptsecrets(true);
      response.setSupportspreview(true);
      return response;
    },
    check: (request: provider.CheckRequest) => resources.check(request),
    diff: (request: provider.DiffRequest) => resources.diff(request),
    create: (request: provider.CreateRequest) => resources.create(request),
    read: (request: provider.ReadRequest) => resources.read(request),
    update: (request: provider.UpdateRequest) => resources.update(request),
    delete: async (request: provider.DeleteRequest) => {
      await resources.delete(request);
      return new Empty();
    },
    cancel: async () => {
      cancelled.abort(new Error("the engine cancelled the operation"));
      surroundings.onCancel();
      return new Empty();
    },
    invoke: refuse("functions"),
    call: refuse("methods"),
    construct: refuse("component resources"),
    parameterize: refuse("parameters"),
    getMapping: async () => new provider.GetMappingResponse(),
    getMappings: async () => new provider.GetMappingsResponse(),
  };
}

function asStatus(error: unknown): Partial<grpc.StatusObject> {
  const details = error instanceof Error ? error.message : String(error);
  const metadata = error instanceof PartlyDoneStatus ? error.metadata : new grpc.Metadata();
  return { code: grpc.status.UNKNOWN, details, metadata };
}

/** Turns methods from request to response into gRPC handlers. An error becomes the call's status and message. */
export function grpcHandlers(methods: Record<string, Handler>): grpc.UntypedServiceImplementation {
  const wrap =
    (method: Handler): grpc.handleUnaryCall<unknown, unknown> =>
    (call, callback) => {
      method(call.request as never).then(
        (response) => callback(null, response),
        (error: unknown) => callback(asStatus(error)),
      );
    };
  return Object.fromEntries(Object.entries(methods).map(([name, method]) => [name, wrap(method)]));
}
