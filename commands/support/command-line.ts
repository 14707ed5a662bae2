import { styleText } from "node:util";
import {
  Command,
  CommanderError,
  type CommandUnknownOpts,
  type OptionValues,
} from "@commander-js/extra-typings";
import { nearMiss } from "../../config/near-miss";

/** What `--help` says of a command besides its options. */
export interface CommandText {
  /** As it is typed: `npm run plan`. */
  readonly name: string;
  /** What it does, in a sentence or two. */
  readonly does: string;
  /** Lines to type, each with what it is for. */
  readonly examples: readonly Term[];
  /** What each exit code means; that of a command line that is not understood is added. */
  readonly exits: Readonly<Partial<Record<0 | 1 | 2, string>>>;
}

/** Something to be typed or seen, and what it means. */
type Term = readonly [term: string, meaning: string];

const notUnderstood = "the command line is not understood";

/** An npm command without options: they are declared on what is returned. */
export function commandLine({ name, does, examples, exits }: CommandText): Command {
  const failure = exits[1] === undefined ? notUnderstood : `${exits[1]}, or ${notUnderstood}`;
  const codes = Object.entries({ ...exits, 1: failure });
  const line = new Command(`${name} --`)
    .description(does)
    .helpOption("-h, --help", "print this and do nothing")
    .configureHelp({ styleTitle: bold })
    .configureOutput({
      writeOut: (text) => console.log(text.trimEnd()),
      writeErr: () => undefined,
    })
    .showSuggestionAfterError(false)
    .exitOverride();
  return line
    .addHelpText("after", () => section(line, "Examples:", examples))
    .addHelpText("after", () => section(line, "Exit codes:", codes));
}

/** An npm command that hands to `program` what it does not know, as it stands. */
export function passingCommandLine(text: CommandText, program: string) {
  return commandLine(text).argument("[args...]", `for ${program}`).allowUnknownOption();
}

/**
 * Reads a command line and does what it says; `--help` prints the help instead.
 *
 * @returns the exit code: that of `action`, or 0 after the help
 * @throws Error in one line that says what was meant if there is anything in it that is not known
 */
export async function runCommand<Args extends unknown[], Options extends OptionValues>(
  line: Command<Args, Options>,
  args: readonly string[],
  action: (options: Options, words: readonly string[]) => number | Promise<number>,
): Promise<number> {
  try {
    line.parse([...args, ...takenByNpm(line)], { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return 0;
    throw new Error(refusal(line, error), { cause: error });
  }
  return action(line.opts(), line.args);
}

const optionNames = ({ options }: CommandUnknownOpts) => [
  ...options.flatMap(({ long, hidden }) => (long === undefined || hidden ? [] : [long])),
  "--help",
];

/**
 * npm takes the `--json` of `npm run plan --json` for its own. It then keeps its own two lines from standard output, and
 * says so in the environment.
 */
function takenByNpm(line: CommandUnknownOpts): string[] {
  const json = "--json";
  return process.env["npm_config_json"] === "true" && optionNames(line).includes(json)
    ? [json]
    : [];
}

function refusal(line: CommandUnknownOpts, { code, message }: CommanderError): string {
  const [, flag = ""] = /'(.*)'/.exec(message) ?? [];
  const word = String(line.args[line.registeredArguments.length]);
  const said: Readonly<Record<string, () => string>> = {
    "commander.unknownOption": () => `there is no option ${flag}; ${meant(line, flag)}`,
    "commander.excessArguments": () => `${JSON.stringify(word)} is too much; ${meant(line, word)}`,
  };
  const known = said[code] ?? (() => message.replace(/^error: /, "").replace(/\s+/g, " "));
  const title = line.name().replace(/ --$/, "");
  return `${title}: ${known()} (${title} -- --help explains it)`;
}

/** The nearest option, or all of them where none is near. */
function meant(line: CommandUnknownOpts, got: string): string {
  const names = optionNames(line);
  const bare = (text: string) => text.replace(/^-+/, "").replace(/=.*/, "");
  const nearest = nearMiss(bare(got), names.map(bare));
  return nearest === undefined ? `known are ${names.join(", ")}` : `did you mean --${nearest}?`;
}

function section(line: CommandUnknownOpts, title: string, terms: readonly Term[]): string {
  const help = line.createHelp();
  help.prepareContext({ helpWidth: line.configureOutput().getOutHelpWidth?.() });
  const width = Math.max(...terms.map(([term]) => term.length));
  const rows = terms.map(([term, meaning]) => help.formatItem(term, width, meaning, help));
  return ["", bold(title), ...rows].join("\n");
}

/** Bold on a terminal that shows it. */
function bold(text: string): string {
  return styleText("bold", text);
}
