import { spawn } from "node:child_process";
import { once } from "node:events";
import * as path from "node:path";
import * as grpc from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import {
  LogSeverity,
  type LogRequest,
  SetRootResourceResponse,
} from "@pulumi/pulumi/proto/engine_pb";
import { ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";
import * as resource from "@pulumi/pulumi/proto/resource_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";

/** What an engine saw of a program. */
export interface ProgramRun {
  readonly code: number | null;
  /** Messages of the program's log that are errors. */
  readonly errors: readonly string[];
  /** Names of what it registered. */
  readonly registered: readonly string[];
}

const root = path.join(__dirname, "..", "..");

/**
 * Runs `program` in the SDK's own runner, as each language host does, beside an engine that goes on after errors.
 *
 * @param failing - the resource whose registration fails
 */
export async function runInEngine(
  program: string,
  failing: string,
  args: readonly string[],
): Promise<ProgramRun> {
  const errors: string[] = [];
  const registered: string[] = [];
  const answer =
    <Request, Response>(
      respond: (request: Request) => Response,
    ): grpc.handleUnaryCall<Request, Response> =>
    (call, done) =>
      done(null, respond(call.request));
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
      const name = request.getName();
      registered.push(name);
      const response = new resource.RegisterResourceResponse()
        .setUrn(`urn:pulumi:lab::backup::${request.getType()}::${name}`)
        .setObject(request.getObject());
      return name === failing ? response.setResult(resource.Result.FAIL) : response.setId(name);
    }),
    registerResourceOutputs: answer(() => new Empty()),
    signalAndWaitForShutdown: answer(() => new Empty()),
  });
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    ),
  );
  const address = `127.0.0.1:${port}`;
  const child = spawn(
    process.execPath,
    [
      path.join(root, "node_modules/@pulumi/pulumi/cmd/run"),
      ...["--monitor", address, "--engine", address, "--project", "backup", "--stack", "lab"],
      ...["--pwd", root, program, ...args],
    ],
    {
      cwd: root,
      stdio: "ignore",
      env: {
        ...process.env,
        PULUMI_NODEJS_TYPESCRIPT: "true",
        PULUMI_NODEJS_TRANSPILE_ONLY: "true",
      },
    },
  );
  const [code] = (await once(child, "exit")) as [number | null];
  server.forceShutdown();
  return { code, errors, registered: registered.sort() };
}
