import { parseArgs } from "node:util";
import { engineKeyKinds, type EngineKeyKind } from "../../model/engine-key";

/** What `npm run keys` was asked for. */
export interface KeysOptions {
  /** Default: the sandbox's. */
  readonly stack?: string;
  readonly json: boolean;
  /** Only print the fingerprint of the key on standard input, which is of this kind. */
  readonly fingerprint?: EngineKeyKind;
}

export const usage = `Usage: npm run keys [-- [--stack NAME] [--json] | -- --fingerprint KIND]
  --stack NAME        the stack to make keys for; the sandbox's unless one is named
  --json              print JSON instead of text
  --fingerprint KIND  print the fingerprint of a key read from standard input; KIND is one of
                      ${engineKeyKinds.join(", ")}`;

/**
 * Reads the command line.
 *
 * @throws Error with the usage in its message if there is anything in it that is not known
 */
export function keysOptions(args: readonly string[]): KeysOptions {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        stack: { type: "string" },
        json: { type: "boolean", default: false },
        fingerprint: { type: "string" },
      },
    });
    const { fingerprint, ...rest } = values;
    return fingerprint === undefined ? rest : { ...rest, fingerprint: kindNamed(fingerprint) };
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${usage}`, { cause: error });
  }
}

function kindNamed(text: string): EngineKeyKind {
  const kind = engineKeyKinds.find((known) => known === text);
  if (kind !== undefined) return kind;
  throw new Error(`--fingerprint: got ${JSON.stringify(text)}`);
}
