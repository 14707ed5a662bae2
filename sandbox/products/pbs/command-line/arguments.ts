import { type Fault, ParameterError } from "../schema/parameter-error";
import { parseParameters } from "../schema/parameters";
import { readBoolean, text } from "../schema/scalars";
import { type Properties, type Values } from "../schema/schema";
import { type Command } from "./command";

/** Checked parameters, and the words that no parameter took. */
export interface ParsedArguments {
  readonly values: Values;
  readonly remaining: readonly string[];
}

/**
 * Reads a command's words: `--name value`, `--name=value`, a single dash likewise, flags with or
 * without a value, `--` before words that are never options.
 *
 * @throws ParameterError
 */
export function parseArguments(command: Command, words: readonly string[]): ParsedArguments {
  const read = readWords(command.parameters, words);
  const faults = [...read.faults];
  const pairs = [...read.options];
  let remaining = read.words;
  command.positional.forEach((name, index) => {
    const property = command.parameters[name];
    const last = index === command.positional.length - 1;
    const taken = last && property?.schema.kind === "list" ? remaining.length : 1;
    if (remaining.length === 0 && property?.required === true) {
      faults.push([name, "missing argument"]);
    }
    pairs.push(...remaining.slice(0, taken).map((word): Option => [name, word]));
    remaining = remaining.slice(taken);
  });
  if (faults.length > 0) throw new ParameterError(faults);
  const parameters = command.additional === true ? withUnknown(command, pairs) : command.parameters;
  return { values: parseParameters(parameters, pairs), remaining };
}

function withUnknown({ parameters }: Command, pairs: readonly Option[]): Properties {
  const unknown = pairs.map(([name]) => [name, { schema: text("Additional option.") }]);
  return { ...Object.fromEntries(unknown), ...parameters } as Properties;
}

type Option = readonly [name: string, text: string];

interface ReadWords {
  readonly options: readonly Option[];
  readonly words: readonly string[];
  readonly faults: readonly Fault[];
}

const option = /^--?(?<name>[^=]+)(?:=(?<value>.*))?$/s;

function readWords(parameters: Properties, words: readonly string[]): ReadWords {
  const options: Option[] = [];
  const faults: Fault[] = [];
  const plain: string[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? "";
    if (word === "--") {
      plain.push(...words.slice(index));
      break;
    }
    if (isPlain(word)) {
      plain.push(word);
      continue;
    }
    const { name = "", value } = option.exec(word)?.groups ?? {};
    const next = words[index + 1];
    const found = value ?? implicitValue(parameters, name, next);
    if (found instanceof Error) faults.push([name, found.message]);
    else options.push([name, found]);
    if (value === undefined && found === next) index += 1;
  }
  return { options, words: plain, faults };
}

/** The value of an option that has none attached: the next word, or `true` for a flag. */
function implicitValue(
  parameters: Properties,
  name: string,
  next: string | undefined,
): string | Error {
  const argument = next !== undefined && isPlain(next) ? next : undefined;
  const schema = Object.hasOwn(parameters, name) ? parameters[name]?.schema : undefined;
  if (schema?.kind !== "boolean") return argument ?? new Error("missing parameter value.");
  if (argument !== undefined && readBoolean(argument) !== undefined) return argument;
  return schema.default === true ? new Error("missing boolean value.") : "true";
}

function isPlain(word: string): boolean {
  return word.length < 2 || !word.startsWith("-");
}
