import { reasonOf, Unreadable } from "../schema/parameter-error";
import { type Values } from "../schema/schema";
import { parseArguments } from "./arguments";
import {
  type Command,
  type CommandGroup,
  type CommandNode,
  type Context,
  isGroup,
} from "./command";
import { longUsage, shortUsage } from "./usage";

/** Exit code of every refusal and failure: the product exits with -1. */
export const failure = 255;

/** What the product does not know how to go on with; its text goes to standard error as it is. */
export class Panic extends Error {}

const panicked = 101;

/**
 * Finds the command, checks its parameters, runs it and prints errors to stderr.
 *
 * @returns the exit code: 0, {@link failure}, or that of a {@link Panic}.
 */
export async function dispatch(
  program: string,
  root: CommandGroup,
  words: readonly string[],
  context: Context,
): Promise<number> {
  const selected = select(program, root, words, context);
  if (selected === undefined) return failure;
  const values = readParameters(selected, context);
  if (values === undefined) return failure;
  try {
    if (selected.command.throughDaemon === true) await context.reachDaemon();
    const result = await selected.command.execute(values, context);
    if (result !== undefined) context.out(`Result: ${JSON.stringify(result, null, 2)}\n`);
    return 0;
  } catch (error) {
    if (error instanceof Panic) {
      context.err(error.message);
      return panicked;
    }
    context.err(`Error: ${reasonOf(error)}\n`);
    return failure;
  }
}

interface Selected {
  readonly prefix: string;
  readonly command: Command;
  readonly words: readonly string[];
}

function select(
  program: string,
  root: CommandGroup,
  words: readonly string[],
  context: Context,
): Selected | undefined {
  let prefix = program;
  let node: CommandNode = root;
  let index = 0;
  while (isGroup(node)) {
    const word = words[index];
    const next: CommandNode | undefined = word === undefined ? undefined : find(node, word);
    if (word === undefined || next === undefined) {
      context.err(`Error: ${refusal(node, word)}\n\nUsage:\n\n${shortUsage(prefix, node)}\n`);
      return undefined;
    }
    prefix = `${prefix} ${word}`;
    node = next;
    index += 1;
  }
  return { prefix, command: node, words: words.slice(index) };
}

/** A command by its name or by an unambiguous beginning of it. */
function find({ commands }: CommandGroup, word: string): CommandNode | undefined {
  if (Object.hasOwn(commands, word)) return commands[word];
  const [only, ...others] = Object.keys(commands).filter((name) => name.startsWith(word));
  return only === undefined || others.length > 0 ? undefined : commands[only];
}

function refusal({ commands }: CommandGroup, word: string | undefined): string {
  if (word !== undefined) return `no such command '${word}'`;
  return `no command specified.\nPossible commands: ${Object.keys(commands).sort().join(", ")}`;
}

function readParameters(selected: Selected, context: Context): Values | undefined {
  try {
    const { values, remaining } = parseArguments(selected.command, selected.words);
    if (remaining.length === 0) return values;
    throw new Error(
      `got additional arguments: [${remaining.map((word) => JSON.stringify(word)).join(", ")}]`,
    );
  } catch (error) {
    const usage = longUsage(selected.prefix, selected.command);
    const help = error instanceof Unreadable ? "" : `Usage: ${usage}\n`;
    context.err(`Error: ${reasonOf(error)}\n${help}`);
    return undefined;
  }
}
