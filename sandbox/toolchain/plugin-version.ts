import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import * as grpc from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";

/** How long a plugin may take to start and answer. Milliseconds; the one for AWS takes seconds. */
const patience = 20_000;

/** Where no engine is: a plugin calls its engine only to log. */
const noEngine = "127.0.0.1:1";

/**
 * The version that a provider plugin says it has, asked as the engine asks; most have no option that prints it.
 *
 * @returns nothing if it does not start, does not answer or does not know
 */
export async function pluginVersion(
  file: string,
  env: NodeJS.ProcessEnv,
): Promise<string | undefined> {
  const child = spawn(file, [noEngine], { env, stdio: ["ignore", "pipe", "ignore"] });
  const timer = setTimeout(() => child.kill("SIGKILL"), patience);
  try {
    const line = await new Promise<string>((resolve) => {
      const isOver = () => resolve("");
      child.on("error", isOver).on("exit", isOver);
      createInterface({ input: child.stdout }).once("line", resolve);
    });
    return /^\d+$/.test(line) ? await askVersion(Number(line)) : undefined;
  } finally {
    clearTimeout(timer);
    child.kill("SIGKILL");
  }
}

function askVersion(port: number): Promise<string | undefined> {
  const credentials = grpc.credentials.createInsecure();
  const client = new ResourceProviderClient(`127.0.0.1:${port}`, credentials);
  return new Promise<string | undefined>((resolve) =>
    client.waitForReady(Date.now() + patience, (unready) =>
      unready
        ? resolve(undefined)
        : client.getPluginInfo(new Empty(), (error, info) =>
            resolve(error ? undefined : info.getVersion().replace(/^v/, "") || undefined),
          ),
    ),
  ).finally(() => client.close());
}
