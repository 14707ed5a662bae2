import { createRequire } from "node:module";
import * as path from "node:path";

/**
 * The absolute path of a runner of the Pulumi SDK that the program itself uses, for example
 * `cmd/run`. Resolved from the program's directory, because program and runner must share one SDK.
 *
 * @throws if no `@pulumi/pulumi` can be resolved from there.
 */
export function sdkRunner(programDirectory: string, runner: string): string {
  try {
    return createRequire(path.join(programDirectory, "package.json")).resolve(
      `@pulumi/pulumi/${runner}`,
    );
  } catch {
    throw new Error(
      `the Pulumi SDK is not installed: "@pulumi/pulumi/${runner}" cannot be resolved from ${programDirectory}. Run \`npm ci\` in the project.`,
    );
  }
}
