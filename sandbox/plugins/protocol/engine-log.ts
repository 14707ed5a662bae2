import * as grpc from "@grpc/grpc-js";
import { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";

/** Speaks to the person at the terminal through the engine, as `context.log` of a resource type does. */
export type EngineLog = (urn: string, message: string) => void;

/**
 * A log to the engine at `address`; without an address (a server the engine attached to) nothing is shown. The
 * connection is opened by the first message. A message that cannot be delivered is dropped: it must not fail a change.
 */
export function engineLog(address: () => string | undefined): EngineLog {
  let client: EngineClient | undefined;
  return (urn, message) => {
    const target = address();
    if (!target) return;
    client ??= new EngineClient(target, grpc.credentials.createInsecure());
    const request = new LogRequest();
    request.setSeverity(LogSeverity.INFO);
    request.setUrn(urn);
    request.setMessage(message);
    client.log(request, () => undefined);
  };
}
