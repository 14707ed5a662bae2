import * as grpc from "@grpc/grpc-js";
import { type RunPluginRequest, RunPluginResponse } from "@pulumi/pulumi/proto/language_pb";
import { startNode } from "./children";
import { sdkRunner } from "./sdk";
import { streamChild } from "./stream-child";

type Call = grpc.ServerWritableStream<RunPluginRequest, RunPluginResponse>;

/**
 * `LanguageRuntime.RunPlugin`: serves a policy pack (kind `analyzer`) until the engine cancels the
 * call, and streams what the pack prints; the first line is the pack's port.
 *
 * @throws for another kind: resource plugins of this project are executables on PATH.
 */
export async function runPlugin(call: Call): Promise<void> {
  const request = call.request;
  if (request.getKind() !== "analyzer")
    throw Object.assign(
      new Error(
        `plugin "${request.getName()}" has the kind "${request.getKind()}"; this language host runs only policy packs (kind "analyzer")`,
      ),
      { code: grpc.status.UNIMPLEMENTED },
    );
  const directory = request.getInfo()?.getProgramDirectory() || request.getPwd();
  const pack = startNode(
    [sdkRunner(directory, "cmd/run-policy-pack"), ...request.getArgsList(), directory],
    {
      // The policy SDK reads `package.json` and `tsconfig.json` of the working directory.
      cwd: directory,
      env: pluginEnvironment(request.getEnvList()),
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  call.once("cancelled", () => pack.kill("SIGKILL"));
  const exitCode = await streamChild(pack, {
    stdout: (chunk) => call.write(new RunPluginResponse().setStdout(chunk)),
    stderr: (chunk) => call.write(new RunPluginResponse().setStderr(chunk)),
  });
  call.write(new RunPluginResponse().setExitcode(exitCode));
}

/** `KEY=value` entries as the engine sends them; none means the host's own environment. */
function pluginEnvironment(entries: readonly string[]): NodeJS.ProcessEnv {
  if (entries.length === 0) return process.env;
  return Object.fromEntries(
    entries.map((entry) => {
      const split = entry.indexOf("=");
      return [entry.slice(0, split), entry.slice(split + 1)];
    }),
  );
}
