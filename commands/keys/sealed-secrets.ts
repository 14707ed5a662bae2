import { type ConfigurationTree } from "../stack/stack-file";
import { runPulumi } from "../stack/pulumi";

/** Where a secret stands below `backup:secrets`: names of records within records. */
export type SecretPath = readonly string[];

/** The encrypted secrets of a stack's file; none if Pulumi has not yet encrypted any. */
export function sealedSecrets(file: { readonly config?: ConfigurationTree }): unknown {
  return file.config?.["backup:secrets"];
}

/**
 * Whether something was encrypted as one value. `pulumi config set --path` below such a value puts the one in place of
 * all that were in it, without a word.
 */
export function isSealedWhole(sealed: unknown): boolean {
  return typeof (sealed as { secure?: unknown } | null | undefined)?.secure === "string";
}

/**
 * Encrypts one secret, alone, so that any other can be set, changed or taken out by itself. It goes by standard input,
 * of which Pulumi drops the newlines at the end.
 *
 * @throws Error if the CLI refuses; the secret is not in it
 */
export async function sealSecret(
  stack: string,
  path: SecretPath,
  value: string,
  environment: NodeJS.ProcessEnv,
): Promise<void> {
  const args = ["config", "set", "--stack", stack, "--secret", "--path", pulumiPath(path)];
  await runPulumi(args, environment, value);
}

/** A path as Pulumi's command line takes it: names that are no identifiers are quoted. */
export function pulumiPath(path: SecretPath): string {
  const step = (name: string) =>
    /^[A-Za-z_]\w*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
  return `secrets${path.map(step).join("")}`;
}
