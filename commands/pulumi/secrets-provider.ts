import * as path from "node:path";
import { commandWords } from "../stack/command-words";
import { namedStack, optionValue } from "../stack/option-value";
import { readStackFile, stackFile } from "../stack/stack-file";

const option = "--secrets-provider";
const passphrase = "passphrase";

/**
 * Makes `pulumi stack init` keep what opens the secrets in the stack's file, when another backend gets to know the stack.
 * The CLI takes a passphrase where none is named, and another key where it is spelt otherwise than in the file; either
 * way it overwrites the old one, and every secret of the file is lost.
 *
 * @throws Error if another is named than the file has
 */
export function withSecretsProvider(args: readonly string[]): readonly string[] {
  const stack = madeHere(args);
  if (stack === undefined) return args;
  const file = stackFile(stack);
  const { secretsprovider, encryptionsalt } = readStackFile(file);
  const kept = secretsprovider ?? (encryptionsalt === undefined ? undefined : passphrase);
  const given = optionValue(args, option);
  if (kept === undefined || given === kept) return args;
  if (given !== undefined) throw new Error(refusal(path.basename(file), kept, given, stack));
  return [...args, option, kept];
}

/** The stack of this project that a command line makes; none if it does something else. */
function madeHere(args: readonly string[]): string | undefined {
  const words = commandWords(args).map(({ name }) => name);
  const isInit = words.slice(0, 2).join(" ") === "stack init";
  const isElsewhere = optionValue(args, "--cwd", "-C") !== undefined;
  return isInit && !isElsewhere ? namedStack(args)?.split("/").at(-1) : undefined;
}

const refusal = (file: string, kept: string, given: string, stack: string) =>
  `${file}: its secrets are opened by ${kept}, and would be lost; got: ${option} ${given}; allowed: ${kept}; ` +
  `fix: leave ${option} out, and afterwards: pulumi stack change-secrets-provider --stack ${stack} '${given}'`;
