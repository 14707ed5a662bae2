import { existsSync } from "node:fs";
import * as path from "node:path";
import type * as grpc from "@grpc/grpc-js";
import {
  type InstallDependenciesRequest,
  InstallDependenciesResponse,
} from "@pulumi/pulumi/proto/language_pb";
import { startChild } from "./children";
import { streamChild } from "./stream-child";

type Call = grpc.ServerWritableStream<InstallDependenciesRequest, InstallDependenciesResponse>;

/**
 * `LanguageRuntime.InstallDependencies` (`pulumi install`): npm in the program's directory, `ci`
 * where a lockfile pins what to install.
 *
 * @throws if npm fails; its output has been streamed by then.
 */
export async function installDependencies(call: Call): Promise<void> {
  const directory = call.request.getInfo()?.getProgramDirectory() || call.request.getDirectory();
  const command = existsSync(path.join(directory, "package-lock.json")) ? "ci" : "install";
  const exitCode = await streamChild(
    startChild("npm", [command], { cwd: directory, stdio: ["ignore", "pipe", "pipe"] }),
    {
      stdout: (chunk) => call.write(new InstallDependenciesResponse().setStdout(chunk)),
      stderr: (chunk) => call.write(new InstallDependenciesResponse().setStderr(chunk)),
    },
  );
  if (exitCode !== 0)
    throw new Error(`\`npm ${command}\` in ${directory} failed with exit code ${exitCode}`);
}
