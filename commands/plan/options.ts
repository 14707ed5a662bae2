import { parseArgs } from "node:util";

/** What `npm run plan` was asked for. */
export interface PlanOptions {
  readonly json: boolean;
  readonly file: string;
}

export const usage = `Usage: npm run plan [-- --json] [--file FILE]
  --json       print the whole plan as JSON instead of tables
  --file FILE  the stack file to plan; Pulumi.lab.yaml unless one is named`;

/**
 * Reads the command line.
 *
 * @throws Error with the usage in its message if there is anything in it that is not known
 */
export function planOptions(args: readonly string[]): PlanOptions {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        json: { type: "boolean", default: false },
        file: { type: "string", default: "Pulumi.lab.yaml" },
      },
    });
    return values;
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${usage}`, { cause: error });
  }
}
