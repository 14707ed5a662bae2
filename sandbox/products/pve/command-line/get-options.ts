import { own } from "../schema/own";
import type { SentParameters } from "../schema/parameter";
import type { PropertySchema, Schema } from "../schema/schema";
import { CommandError, usageExit, wrongUsage } from "./command-error";

/** What is parsed, and how the command is used where that fails. */
export interface Grammar {
  readonly schema: Schema;
  /** Names of what comes without an option, in order; all of them must be there. */
  readonly positional: readonly string[];
  /** Options that may stand without a value and are then asked for, such as a password. Default: none. */
  readonly interactive?: readonly string[];
  readonly usage: string;
}

/** The value of an option given without one. */
const absent = "";

/**
 * Parses a command's words the way the product's commands do (Perl's Getopt::Long over the API schema): `--name value`
 * or `--name=value`, in any order, `--` ends the options. An option whose schema is a list may be repeated. Unlike
 * the product no option can be abbreviated.
 *
 * @throws CommandError
 */
export function getOptions(words: readonly string[], grammar: Grammar): SentParameters {
  const { options, rest } = parseWords(words, grammar);
  const { positional, usage } = grammar;
  if (rest.length < positional.length) throw wrongUsage("not enough arguments", usage);
  if (rest.length > positional.length) throw wrongUsage("too many arguments", usage);
  const values = Object.entries(options).map(([name, given]) => [
    name,
    valueOf(own(grammar.schema, name), given, usage),
  ]);
  return {
    ...Object.fromEntries(values),
    ...Object.fromEntries(positional.map((name, index) => [name, rest[index]])),
  } as SentParameters;
}

interface Words {
  readonly options: Record<string, readonly string[]>;
  readonly rest: readonly string[];
}

function parseWords(words: readonly string[], grammar: Grammar): Words {
  const options: Record<string, readonly string[]> = {};
  const rest: string[] = [];
  const faults: string[] = [];
  const queue = [...words];
  for (let word = queue.shift(); word !== undefined; word = queue.shift()) {
    if (word === "--") {
      rest.push(...queue.splice(0));
      continue;
    }
    const [, name, explicit] = /^--?([^=]+)(?:=(.*))?$/s.exec(word) ?? [];
    if (name === undefined) {
      rest.push(word);
      continue;
    }
    const property = own(grammar.schema, name);
    if (property === undefined) {
      faults.push(`Unknown option: ${name}`);
      continue;
    }
    const value = explicit ?? nextValue(queue, isOptional(name, property, grammar));
    if (value === undefined) faults.push(`Option ${name} requires an argument`);
    else options[name] = isList(property) ? [...(options[name] ?? []), value] : [value];
  }
  if (faults.length > 0) {
    const refused = wrongUsage("unable to parse option", grammar.usage);
    throw new CommandError(`${faults.join("\n")}\n${refused.message}`, usageExit);
  }
  return { options, rest };
}

/** A mandatory value is whatever comes next; an optional one is not what looks like another option. */
function nextValue(queue: string[], optional: boolean): string | undefined {
  if (!optional) return queue.shift();
  return queue[0] === undefined || /^-./.test(queue[0]) ? absent : queue.shift();
}

function isOptional(
  name: string,
  { type }: PropertySchema,
  { interactive = [] }: Grammar,
): boolean {
  return type === "boolean" || interactive.includes(name);
}

const isList = ({ type, format }: PropertySchema) => type === "array" || format?.isList === true;

function valueOf(
  property: PropertySchema | undefined,
  given: readonly string[],
  usage: string,
): unknown {
  if (property?.type === "array") return given;
  const text = given.join(",");
  if (property?.type !== "boolean") return text;
  if (text === absent) return "1";
  if (/^(?:1|0|on|off|yes|no|true|false)$/i.test(text)) return text;
  throw wrongUsage("unable to parse boolean option", usage);
}
