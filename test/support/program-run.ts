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
import { openEnvelope } from "../../model/remote/envelope";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";

/** What an engine saw of a program. */
export interface ProgramRun {
  readonly code: number | null;
  /** Messages of the program's log that are errors. */
  readonly errors: readonly string[];
  /** Names of what it registered. */
  readonly registered: readonly string[];
  /** The scripts of its remote objects, by their names; of those whose envelope is known yet. */
  readonly scripts: Readonly<Record<string, string>>;
}

/** How a program is run; what is left out is as Pulumi has it. */
export interface ProgramSettings {
  /** The resource whose registration fails. */
  readonly failing?: string;
  readonly args?: readonly string[];
  /** Values as the engine hands them over, and a preview of them; nothing, and an update. */
  readonly previewed?: Readonly<Record<string, string>>;
  /** A file for the paths of all modules that it has loaded, as JSON. */
  readonly modulesFile?: string;
}

const root = path.join(__dirname, "..", "..");

/**
 * Runs `program` in the SDK's own runner, as each language host does, beside an engine that goes on after errors.
 *
 * @param program - TypeScript, or JavaScript that needs no translation
 */
export async function runInEngine(
  program: string,
  { failing, args = [], previewed, modulesFile }: ProgramSettings = {},
): Promise<ProgramRun> {
  const errors: string[] = [];
  const registered: string[] = [];
  const scripts: Record<string, string> = {};
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
      const script = scriptOf(request);
      if (script !== undefined) scripts[name] = script;
      const response = new resource.RegisterResourceResponse()
        .setUrn(`urn:pulumi:lab::backup::${request.getType()}::${name}`)
        .setObject(request.getObject());
      return name === failing ? response.setResult(resource.Result.FAIL) : response.setId(name);
    }),
    registerResourceOutputs: answer(() => new Empty()),
    registerErrorHook: answer(() => new Empty()),
    registerResourceHook: answer(() => new Empty()),
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
      ...(modulesFile === undefined
        ? []
        : ["--require", path.join(__dirname, "loaded-modules.js")]),
      path.join(root, "node_modules/@pulumi/pulumi/cmd/run"),
      ...["--monitor", address, "--engine", address, "--project", "backup", "--stack", "lab"],
      ...["--pwd", root, ...(previewed ? ["--dry-run"] : []), program, ...args],
    ],
    {
      cwd: root,
      stdio: "ignore",
      env: {
        ...process.env,
        MODULES_FILE: modulesFile,
        PULUMI_NODEJS_TYPESCRIPT: String(program.endsWith(".ts")),
        PULUMI_NODEJS_TRANSPILE_ONLY: "true",
        PULUMI_CONFIG: JSON.stringify(previewed ?? {}),
        PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(Object.keys(previewed ?? {}).filter(isSecret)),
      },
    },
  );
  const [code] = (await once(child, "exit")) as [number | null];
  server.forceShutdown();
  return { code, errors, registered: registered.sort(), scripts };
}

/** What a remote object's secret envelope says in clear, which is JSON; `undefined` if that is not known, or there is none. */
function scriptOf(request: resource.RegisterResourceRequest): string | undefined {
  const { stdin } = (request.getObject()?.toJavaScript() ?? {}) as { stdin?: { value?: string } };
  return stdin?.value === undefined ? undefined : openEnvelope(stdin.value)?.script;
}

const isSecret = (key: string) => key.endsWith(":secrets");
