import { commandWords } from "./command-words";

/**
 * The value of an option on a command line of the Pulumi CLI, in any of the forms that it takes; of several the last.
 *
 * @param long - with its dashes: `--stack`
 * @param short - the same: `-s`; left out: it has none
 */
export function optionValue(
  args: readonly string[],
  long: string,
  short: string = long,
): string | undefined {
  const values = args.flatMap((word, index) => {
    if (word === long || word === short) return args[index + 1] ?? [];
    const prefix = [`${long}=`, `${short}=`].find((one) => word.startsWith(one));
    return prefix === undefined ? [] : word.slice(prefix.length);
  });
  return values.at(-1);
}

/** Commands that take the name of a stack as their next word. */
const naming: ReadonlySet<string> = new Set(["cancel", "stack init", "stack rm", "stack select"]);

/** The stack that a command line names; none where it is left to the environment. */
export function namedStack(args: readonly string[]): string | undefined {
  const words = commandWords(args).map(({ name }) => name);
  const at = [1, 2].find((count) => naming.has(words.slice(0, count).join(" ")));
  return optionValue(args, "--stack", "-s") ?? (at === undefined ? undefined : words[at]);
}

/** The options by which another command of the CLI finds the same stack; without one, the stack of its environment. */
export function stackOptions(args: readonly string[]): string[] {
  const project = optionValue(args, "--cwd", "-C");
  const stack = namedStack(args);
  return [
    ...(stack === undefined ? [] : ["--stack", stack]),
    ...(project === undefined ? [] : ["--cwd", project]),
  ];
}
