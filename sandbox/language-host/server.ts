import * as grpc from "@grpc/grpc-js";
import {
  type ILanguageRuntimeServer,
  LanguageRuntimeService,
} from "@pulumi/pulumi/proto/language_grpc_pb";
import * as language from "@pulumi/pulumi/proto/language_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { version } from "@pulumi/pulumi/version";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { killChildren } from "./children";
import { answer, refuse, stream } from "./handlers";
import { installDependencies } from "./install-dependencies";
import { programDependencies } from "./program-dependencies";
import { runPlugin } from "./run-plugin";
import { runProgram } from "./run-program";

/** The engine's stacks of resources exceed gRPC's default of 4 MB; the SDK sets the same limit. */
const maxMessageBytes = 400 * 1024 * 1024;

/** How long answers under way may take once the host closes. */
const closeMilliseconds = 500;

/** A language host that listens. */
export interface LanguageHost {
  /** The loopback port. */
  readonly port: number;
  /** Kills every program and pack that still runs, lets answers under way finish, stops listening. */
  readonly close: () => Promise<void>;
}

/** What a language host needs from whoever starts it. */
export interface LanguageHostOptions {
  /** `host:port` of the engine's own gRPC server. */
  readonly engineAddress: string;
  /** Called when the engine has no more use for the host. */
  readonly onCancel: () => void;
}

/** Serves `pulumirpc.LanguageRuntime` on a free loopback port. */
export async function serveLanguageHost(options: LanguageHostOptions): Promise<LanguageHost> {
  const server = new grpc.Server({
    "grpc.max_receive_message_length": maxMessageBytes,
    "grpc.max_send_message_length": maxMessageBytes,
  });
  server.addService(LanguageRuntimeService, calls(options));
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    ),
  );
  return { port, close: () => closeServer(server) };
}

function closeServer(server: grpc.Server): Promise<void> {
  killChildren();
  return new Promise((resolve) => {
    const force = setTimeout(() => {
      server.forceShutdown();
      resolve();
    }, closeMilliseconds);
    server.tryShutdown(() => {
      clearTimeout(force);
      resolve();
    });
  });
}

function calls({ engineAddress, onCancel }: LanguageHostOptions): ILanguageRuntimeServer {
  return {
    handshake: answer(() => new language.LanguageHandshakeResponse()),
    getPluginInfo: answer(() => new PluginInfo().setVersion(version)),
    about: answer(() =>
      new language.AboutResponse().setExecutable(process.execPath).setVersion(process.version),
    ),
    // Empty on purpose: the engine would try to download what is named here, while every plugin of
    // this project is either installed by the toolchain or an executable on PATH.
    getRequiredPackages: answer(() => new language.GetRequiredPackagesResponse()),
    getRequiredPlugins: answer(() => new language.GetRequiredPluginsResponse()),
    getProgramDependencies: answer(programDependencies),
    runtimeOptionsPrompts: answer(() => new language.RuntimeOptionsResponse()),
    template: answer(() => new language.TemplateResponse()),
    run: answer((request: language.RunRequest) => runProgram(request, engineAddress)),
    runPlugin: stream(runPlugin),
    installDependencies: stream(installDependencies),
    generateProgram: refuse("generating a program"),
    generateProject: refuse("generating a project"),
    generatePackage: refuse("generating an SDK"),
    pack: refuse("packing an SDK"),
    link: refuse("linking a local SDK"),
    cancel: answer(() => {
      setImmediate(onCancel);
      return new Empty();
    }),
  };
}
