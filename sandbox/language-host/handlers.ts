import * as grpc from "@grpc/grpc-js";

/** The fault of a call, as gRPC sends it; a `code` on the error is kept. */
function fault(error: unknown): Partial<grpc.StatusObject> {
  const code = (error as { code?: unknown }).code;
  return {
    code: typeof code === "number" ? code : grpc.status.UNKNOWN,
    details: error instanceof Error ? error.message : String(error),
  };
}

/** A handler of one answer from a function; what it throws becomes the call's error. */
export function answer<Request, Response>(
  respond: (request: Request) => Response | Promise<Response>,
): grpc.handleUnaryCall<Request, Response> {
  return (call, callback) => {
    Promise.resolve()
      .then(() => respond(call.request))
      .then(
        (response) => callback(null, response),
        (error: unknown) => callback(fault(error)),
      );
  };
}

/** A handler that writes answers as they come; what the function throws becomes the call's error. */
export function stream<Request, Response>(
  respond: (call: grpc.ServerWritableStream<Request, Response>) => Promise<void>,
): grpc.handleServerStreamingCall<Request, Response> {
  return (call) => {
    respond(call).then(
      () => call.end(),
      (error: unknown) => call.emit("error", fault(error)),
    );
  };
}

/** A handler of a call that this host does not serve. */
export function refuse(what: string): grpc.handleUnaryCall<unknown, never> {
  return (_call, callback) =>
    callback({
      code: grpc.status.UNIMPLEMENTED,
      details: `${what} needs the official Node.js language host (pulumi-language-nodejs from https://www.pulumi.com/docs/install/); the sandbox's own runs programs and policy packs only`,
    });
}
