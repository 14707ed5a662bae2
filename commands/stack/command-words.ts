/**
 * Options of the Pulumi CLI that take no value: those of every command, which may stand before it, and those of the
 * commands that take the name of a stack as a word (Pulumi CLI 3.259, `pulumi --help`, `pulumi stack init --help` …).
 */
const switches: ReadonlySet<string> = new Set([
  ...["--disable-integrity-checking", "--emoji", "-e", "--fully-qualify-stack-names", "-Q"],
  ...["--logflow", "--logtostderr", "--non-interactive"],
  ...["--yes", "-y", "--force", "-f", "--preserve-config", "--remove-backups", "--no-select"],
]);

/** A word of a command line that is neither an option nor the value of one, and where it stands. */
export interface CommandWord {
  readonly name: string;
  readonly at: number;
}

/** The command, its subcommand and what it is done to. */
export function commandWords(args: readonly string[]): CommandWord[] {
  return args.flatMap((name, at) =>
    name.startsWith("-") || isValue(args[at - 1]) ? [] : [{ name, at }],
  );
}

/** Whether the word after this one is its value: that of an option without `=` that is no switch. */
function isValue(before: string | undefined): boolean {
  return before?.startsWith("-") === true && !before.includes("=") && !switches.has(before);
}

/** The Pulumi command among the words, and where it stands; `undefined` if there is none. */
export const pulumiCommand = (args: readonly string[]): CommandWord | undefined =>
  commandWords(args)[0];
