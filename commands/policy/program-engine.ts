import * as grpc from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { type LogRequest, SetRootResourceResponse } from "@pulumi/pulumi/proto/engine_pb";
import { ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";
import {
  type RegisterResourceOutputsRequest,
  type RegisterResourceRequest,
  type RegisterResourceResponse,
  SupportsFeatureResponse,
} from "@pulumi/pulumi/proto/resource_pb";
import { messageOf } from "../../lib/progress/message-of";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";

/** What is done with the words of a program. */
export interface ProgramListener {
  readonly register: (request: RegisterResourceRequest) => RegisterResourceResponse;
  readonly registerOutputs?: (request: RegisterResourceOutputsRequest) => void;
  readonly log: (request: LogRequest) => void;
}

/** Bytes of a message, as the SDK and the engine have it (Pulumi SDK, `runtime/settings`). */
const mostBytes = 400 * 1024 * 1024;

/**
 * What the SDK is told that the engine can. Not that it takes references to resources and outputs: the engine turns those
 * into ids and plain values before a policy pack sees them, and the SDK does it itself for an engine that knows neither.
 */
const features: ReadonlySet<string> = new Set([
  ...["secrets", "aliasSpecs", "deletedWith", "replaceWith", "resourceHooks", "errorHooks"],
]);

/**
 * The engine and the resource monitor that a program speaks to, as small as they can be: nothing is planned, made or
 * asked of a provider.
 *
 * @param work - gets the address of both
 */
export async function withProgramEngine<T>(
  listener: ProgramListener,
  work: (address: string) => Promise<T>,
): Promise<T> {
  const server = new grpc.Server({ "grpc.max_receive_message_length": mostBytes });
  server.addService(EngineService, {
    log: answer((request: LogRequest) => {
      listener.log(request);
      return new Empty();
    }),
    setRootResource: answer(() => new SetRootResourceResponse()),
  });
  server.addService(ResourceMonitorService, {
    supportsFeature: answer((request: { getId(): string }) =>
      new SupportsFeatureResponse().setHassupport(features.has(request.getId())),
    ),
    registerResource: answer(listener.register),
    registerResourceOutputs: answer((request: RegisterResourceOutputsRequest) => {
      listener.registerOutputs?.(request);
      return new Empty();
    }),
    registerErrorHook: answer(() => new Empty()),
    registerResourceHook: answer(() => new Empty()),
    signalAndWaitForShutdown: answer(() => new Empty()),
    invoke: askedOfProvider((request: { getTok(): string }) => `the function ${request.getTok()}`),
    readResource: askedOfProvider(
      (request: { getName(): string }) => `what exists as ${request.getName()}`,
    ),
    call: askedOfProvider((request: { getTok(): string }) => `the method ${request.getTok()}`),
  });
  try {
    return await work(`127.0.0.1:${await listen(server)}`);
  } finally {
    server.forceShutdown();
  }
}

function listen(server: grpc.Server): Promise<number> {
  return new Promise((resolve, reject) =>
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) =>
      error ? reject(error) : resolve(port),
    ),
  );
}

function answer<Request, Response>(
  respond: (request: Request) => Response,
): grpc.handleUnaryCall<Request, Response> {
  return (call, done) => {
    try {
      done(null, respond(call.request));
    } catch (error) {
      done({ code: grpc.status.UNKNOWN, details: messageOf(error) });
    }
  };
}

/** What only a provider knows has no answer here, and the program hears why. */
function askedOfProvider<Request>(what: (request: Request) => string) {
  return (call: { readonly request: Request }, done: grpc.sendUnaryData<never>): void =>
    done({
      code: grpc.status.FAILED_PRECONDITION,
      details: `${what(call.request)} is for a provider to tell, and no provider is asked here`,
    });
}
