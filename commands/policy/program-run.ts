import * as path from "node:path";
import { type Options } from "execa";
import { projectRoot } from "../../lib/project-root";
import { type Ended, run } from "../support/child";

/** How a program is run. */
export interface ProgramSettings {
  /** TypeScript, or JavaScript that needs no translation. */
  readonly program: string;
  readonly stack: string;
  /** Whether it is told that nothing is made yet. */
  readonly isPreview: boolean;
  /** As the engine hands it over: objects as JSON. */
  readonly configuration: Readonly<Record<string, string>>;
  /** Keys of the configuration that hold secrets. Default: the project's own. */
  readonly secretKeys?: readonly string[];
  readonly args?: readonly string[];
  /** For Node.js itself. */
  readonly nodeArguments?: readonly string[];
}

/** The name of the project, as Pulumi.yaml has it. */
export const project = "backup";

const runner = path.join(projectRoot, "node_modules/@pulumi/pulumi/cmd/run");

/**
 * Runs a program in the SDK's own runner, as each language host does.
 *
 * @param address - of the engine and the monitor that it speaks to
 */
export function runProgramBeside(
  address: string,
  settings: ProgramSettings,
  options: Options,
): Promise<Ended> {
  const { program, stack, isPreview, configuration, args = [], nodeArguments = [] } = settings;
  const { secretKeys = Object.keys(configuration).filter((key) => key.endsWith(":secrets")) } =
    settings;
  return run(
    process.execPath,
    [
      ...nodeArguments,
      runner,
      ...["--monitor", address, "--engine", address, "--project", project, "--stack", stack],
      ...["--pwd", projectRoot, ...(isPreview ? ["--dry-run"] : []), program, ...args],
    ],
    {
      ...options,
      env: {
        ...options.env,
        PULUMI_NODEJS_TYPESCRIPT: String(program.endsWith(".ts")),
        PULUMI_NODEJS_TRANSPILE_ONLY: "true",
        PULUMI_CONFIG: JSON.stringify(configuration),
        PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(secretKeys),
      },
    },
  );
}
