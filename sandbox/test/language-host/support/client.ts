import * as grpc from "@grpc/grpc-js";
import { LanguageRuntimeClient } from "@pulumi/pulumi/proto/language_grpc_pb";
import type * as language from "@pulumi/pulumi/proto/language_pb";
import { type LanguageHost, serveLanguageHost } from "../../../language-host/server";

/** What a streaming call gave until its end. */
export interface Streamed {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number | undefined;
}

/** The engine's side of a language host that runs in this process. */
export class TestEngine {
  /** How often the host has said that the engine is done with it. */
  cancellations = 0;
  private host: LanguageHost | undefined;
  private connected: LanguageRuntimeClient | undefined;

  async start(): Promise<void> {
    this.host = await serveLanguageHost({
      engineAddress: "127.0.0.1:4711",
      onCancel: () => (this.cancellations += 1),
    });
    const address = `127.0.0.1:${this.host.port}`;
    this.connected = new LanguageRuntimeClient(address, grpc.credentials.createInsecure());
  }

  get client(): LanguageRuntimeClient {
    if (this.connected === undefined) throw new Error("the test has not started its host");
    return this.connected;
  }

  async stop(): Promise<void> {
    this.connected?.close();
    await this.host?.close();
  }

  run(request: language.RunRequest): Promise<language.RunResponse> {
    return call((done) => this.client.run(request, done));
  }

  runPlugin(request: language.RunPluginRequest): Promise<Streamed> {
    const streamed = { stdout: "", stderr: "", exitCode: undefined as number | undefined };
    const stream = this.client.runPlugin(request);
    stream.on("data", (message: language.RunPluginResponse) => {
      streamed.stdout += Buffer.from(message.getStdout_asU8()).toString();
      streamed.stderr += Buffer.from(message.getStderr_asU8()).toString();
      if (message.hasExitcode()) streamed.exitCode = message.getExitcode();
    });
    return new Promise((resolve, reject) => {
      stream.once("error", reject);
      stream.once("end", () => resolve(streamed));
    });
  }
}

/** One unary call as a promise. */
export function call<Response>(
  start: (done: (error: grpc.ServiceError | null, response: Response) => void) => unknown,
): Promise<Response> {
  return new Promise((resolve, reject) =>
    start((error, response) => (error === null ? resolve(response) : reject(error))),
  );
}
