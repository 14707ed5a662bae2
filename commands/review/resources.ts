import * as path from "node:path";
import * as grpc from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import {
  type LogRequest,
  LogSeverity,
  SetRootResourceResponse,
} from "@pulumi/pulumi/proto/engine_pb";
import { ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";
import * as resource from "@pulumi/pulumi/proto/resource_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { projectRoot } from "../../lib/project-root";
import { run } from "../support/child";
import { completeConfiguration } from "./configuration";

/** A resource as a program sends it to the engine. */
export interface SentResource {
  readonly type: string;
  /** Unique among those of its type. */
  readonly name: string;
  /** With the engine's marks around secrets. */
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** Everything that a program sends. */
export type Resources = readonly SentResource[];

/**
 * What the program sends for a stack's file, as in a preview of an empty stack. Identities and secrets that the file
 * leaves to the machines are filled in with what is the same for every file.
 *
 * @throws Error with what the program says if it does not run to its end
 */
export async function resourcesOf(file: string): Promise<Resources> {
  const sent: SentResource[] = [];
  const errors: string[] = [];
  const server = new grpc.Server();
  server.addService(EngineService, {
    log: answer((request: LogRequest) => {
      if (request.getSeverity() === LogSeverity.ERROR) errors.push(request.getMessage());
      return new Empty();
    }),
    setRootResource: answer(() => new SetRootResourceResponse()),
  });
  server.addService(ResourceMonitorService, {
    supportsFeature: answer(() => new resource.SupportsFeatureResponse().setHassupport(true)),
    registerResource: answer((request: resource.RegisterResourceRequest) => {
      const [type, name] = [request.getType(), request.getName()];
      const inputs = (request.getObject()?.toJavaScript() ?? {}) as SentResource["inputs"];
      if (type !== "pulumi:pulumi:Stack") sent.push({ type, name, inputs });
      return new resource.RegisterResourceResponse()
        .setUrn(`urn:pulumi:${stack}::backup::${type}::${name}`)
        .setId(name)
        .setObject(request.getObject());
    }),
    registerResourceOutputs: answer(() => new Empty()),
    registerErrorHook: answer(() => new Empty()),
    registerResourceHook: answer(() => new Empty()),
    signalAndWaitForShutdown: answer(() => new Empty()),
  });
  try {
    const { code } = await runBeside(await addressOf(server), file);
    if (code !== 0) throw new Error(errors.join("\n") || `its program ended with ${String(code)}`);
    return sent;
  } finally {
    server.forceShutdown();
  }
}

const stack = "lab";

function answer<Request, Response>(
  respond: (request: Request) => Response,
): grpc.handleUnaryCall<Request, Response> {
  return (call, done) => done(null, respond(call.request));
}

async function addressOf(server: grpc.Server): Promise<string> {
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    ),
  );
  return `127.0.0.1:${port}`;
}

function runBeside(address: string, file: string) {
  return run(
    process.execPath,
    [
      path.join(projectRoot, "node_modules/@pulumi/pulumi/cmd/run"),
      ...["--monitor", address, "--engine", address, "--project", "backup", "--stack", stack],
      ...["--pwd", projectRoot, "--dry-run", path.join(projectRoot, "launcher.js")],
    ],
    {
      env: {
        ...Object.fromEntries(["PATH", "HOME", "TMPDIR"].map((key) => [key, process.env[key]])),
        PULUMI_NODEJS_TYPESCRIPT: "false",
        PULUMI_CONFIG: JSON.stringify(completeConfiguration(file)),
        PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(["backup:secrets"]),
      },
    },
  );
}
