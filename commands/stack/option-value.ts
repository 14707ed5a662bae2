/**
 * The value of an option on a command line of the Pulumi CLI, in any of the forms that it takes; of several the last.
 *
 * @param long - with its dashes: `--stack`
 * @param short - the same: `-s`
 */
function optionValue(args: readonly string[], long: string, short: string): string | undefined {
  const values = args.flatMap((word, index) => {
    if (word === long || word === short) return args[index + 1] ?? [];
    const prefix = [`${long}=`, `${short}=`].find((one) => word.startsWith(one));
    return prefix === undefined ? [] : word.slice(prefix.length);
  });
  return values.at(-1);
}

/** The stack that a command line names. */
export const namedStack = (args: readonly string[]) => optionValue(args, "--stack", "-s");

/** The options by which another command of the CLI finds the same stack; without one, the stack of its environment. */
export function stackOptions(args: readonly string[]): string[] {
  const project = optionValue(args, "--cwd", "-C");
  const stack = namedStack(args);
  return [
    ...(stack === undefined ? [] : ["--stack", stack]),
    ...(project === undefined ? [] : ["--cwd", project]),
  ];
}
