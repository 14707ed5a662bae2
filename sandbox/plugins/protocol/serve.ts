import * as grpc from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import type { PluginDefinition } from "./plugin-definition";
import { grpcHandlers, providerMethods } from "./provider-service";

/** Messages have no limit: a state with documents in it may exceed gRPC's 4 MB. */
const unlimited = { "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 };

/** How often a plugin looks whether the process that started it still lives, in milliseconds. */
const orphanCheckInterval = 2_000;

function listen(server: grpc.Server): Promise<number> {
  return new Promise((resolve, reject) => {
    const credentials = grpc.ServerCredentials.createInsecure();
    server.bindAsync("127.0.0.1:0", credentials, (error, port) =>
      error ? reject(error) : resolve(port),
    );
  });
}

/** A served plugin. */
export interface PluginServer {
  readonly port: number;
  /** Refuses new calls and resolves when those under way have answered. */
  stop(): Promise<void>;
}

/** Serves a plugin on a free loopback port. */
export async function startPlugin<Client>(
  definition: PluginDefinition<Client>,
  engine?: string,
  onCancel: () => void = () => undefined,
): Promise<PluginServer> {
  const server = new grpc.Server(unlimited);
  const methods = providerMethods(definition, { engine, onCancel });
  server.addService(ResourceProviderService, grpcHandlers(methods));
  const port = await listen(server);
  const stop = () => new Promise<void>((resolve) => server.tryShutdown(() => resolve()));
  return { port, stop };
}

/**
 * The `main` of a provider plugin, as the engine expects it: takes the engine's address as its argument, prints its
 * port, and ends when the engine cancels, on SIGINT or SIGTERM, or when the process that started it is gone. Calls
 * under way may answer first, so that what they made on a server is not lost from the state.
 */
export async function servePlugin<Client>(definition: PluginDefinition<Client>): Promise<void> {
  const engine = process.argv.slice(2).find((argument) => !argument.startsWith("-"));
  const parent = process.ppid;
  const end = () => void plugin.stop().then(() => process.exit(0));
  const plugin = await startPlugin(definition, engine, () => setImmediate(end));
  process.once("SIGINT", end).once("SIGTERM", end);
  setInterval(() => process.ppid === parent || process.exit(0), orphanCheckInterval).unref();
  process.stdout.write(`${plugin.port}\n`);
}
