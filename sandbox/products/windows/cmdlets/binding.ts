import { type CommandWord } from "../interpreter/command";
import { conversionText } from "../interpreter/conversion/cast";
import { toText, typeNameOf } from "../interpreter/conversion/text";
import { DotNetError, failure, OutsideSubset, type PowerShellError } from "../interpreter/errors";
import { isNull, NetObject, type Value } from "../interpreter/values/value";
import { commonParameters, unheeded } from "./common-parameters";
import { type Parameter } from "./parameter";

/** An error of the binder: a statement ends with it. */
function bindingError(message: string, id: string): PowerShellError {
  return failure(message, {
    type: "System.Management.Automation.ParameterBindingException",
    id,
  });
}

/** A command, as far as binding its words goes. */
export interface Bindable {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  /** Has all the parameters that the product has; else one that is missing here is outside the subset. */
  readonly complete?: boolean;
}

/**
 * Binds a command's words: by name or, where all names are known, an unambiguous beginning of it, then by place.
 *
 * @throws PowerShellError with PowerShell's own text for an unknown or ambiguous name, a value that
 *   does not convert, a missing argument, or one word too many
 * @throws OutsideSubset for a parameter that the product may have and the stand-in has not
 */
export function bindWords(command: Bindable, words: readonly CommandWord[]): Map<string, Value> {
  const { parameters } = command;
  const bound = new Map<string, Value>();
  const unnamed: Value[] = [];
  const queue = [...words];
  for (let word = queue.shift(); word !== undefined; word = queue.shift()) {
    if (word.kind === "value") unnamed.push(word.value);
    else bindNamed(command, word, queue, bound);
  }
  const places = parameters
    .filter((each) => each.position !== undefined && !bound.has(each.name))
    .sort((left, right) => (left.position ?? 0) - (right.position ?? 0));
  for (const value of unnamed) {
    const parameter = places.shift();
    if (parameter === undefined) {
      requireAll(command, shown(value));
      throw bindingError(
        `A positional parameter cannot be found that accepts argument '${shown(value)}'.`,
        "PositionalParameterNotFound",
      );
    }
    bound.set(parameter.name, converted(parameter, value));
  }
  return bound;
}

/** A value within a message; an object by its type. */
function shown(value: Value): string {
  return value instanceof NetObject || Array.isArray(value) ? typeNameOf(value) : toText(value);
}

/** What the product would make of something that the stand-in does not know is certain only of a whole command. */
function requireAll(command: Bindable, what: string): void {
  if (command.complete !== true) throw new OutsideSubset(`${what} of ${command.name}`);
}

function bindNamed(
  command: Bindable,
  word: CommandWord & { readonly kind: "name" },
  queue: CommandWord[],
  bound: Map<string, Value>,
): void {
  const parameter = parameterNamed(command, word.name);
  if (bound.has(parameter.name)) {
    throw bindingError(
      `Cannot bind parameter because parameter '${parameter.name}' is specified more than once.`,
      "ParameterAlreadyBound",
    );
  }
  const value = word.value === undefined ? following(parameter, queue) : word.value;
  bound.set(parameter.name, converted(parameter, value));
}

function following(parameter: Parameter, queue: CommandWord[]): Value {
  if (parameter.type.isSwitch === true) return true;
  const word = queue.shift();
  if (word?.kind === "value") return word.value;
  throw bindingError(
    `Missing an argument for parameter '${parameter.name}'. ` +
      `Specify a parameter of type '${parameter.type.name}' and try again.`,
    "MissingArgument",
  );
}

function parameterNamed(command: Bindable, written: string): Parameter {
  const parameters = [...command.parameters, ...commonParameters];
  const lower = written.toLowerCase();
  if (unheeded.has(lower)) throw new OutsideSubset(`-${written} of ${command.name}`);
  const namesOf = (each: Parameter) =>
    [each.name, ...(each.aliases ?? [])].map((name) => name.toLowerCase());
  const exact = parameters.find((each) => namesOf(each).includes(lower));
  const begun = parameters.filter((each) => namesOf(each).some((name) => name.startsWith(lower)));
  const [only] = begun;
  if (exact !== undefined) return exact;
  requireAll(command, `-${written}`);
  if (only !== undefined && begun.length === 1) return only;
  if (only === undefined) {
    throw bindingError(
      `A parameter cannot be found that matches parameter name '${written}'.`,
      "NamedParameterNotFound",
    );
  }
  throw bindingError(
    `Parameter cannot be processed because the parameter name '${written}' is ambiguous. ` +
      `Possible matches include: ${begun.map((each) => `-${each.name}`).join(" ")}.`,
    "AmbiguousParameter",
  );
}

/** Converts a value to a parameter's type; `$null` and '' are refused where a value is a must. */
export function converted(parameter: Parameter, value: Value): Value {
  if (parameter.mandatory === true && parameter.takes !== "anything") refuseEmpty(parameter, value);
  try {
    return parameter.type.convert(value);
  } catch (error) {
    if (!(error instanceof DotNetError)) throw error;
    const { name } = parameter.type;
    const type = { name, convert: parameter.type.convert, accepts: () => false };
    throw bindingError(
      `Cannot bind parameter '${parameter.name}'. ${conversionText(type, value, error)}`,
      "CannotConvertArgumentNoMessage",
    );
  }
}

function refuseEmpty(parameter: Parameter, value: Value): void {
  const empty: readonly (readonly [boolean, string])[] = [
    [isNull(value), "null"],
    [value === "" && parameter.takes === undefined, "an empty string"],
    [Array.isArray(value) && value.length === 0 && parameter.takes === undefined, "an empty array"],
  ];
  const found = empty.find(([applies]) => applies);
  if (found === undefined) return;
  throw bindingError(
    `Cannot bind argument to parameter '${parameter.name}' because it is ${found[1]}.`,
    "ParameterArgumentValidationErrorNullNotAllowed",
  );
}

/**
 * Checks that what was given belongs to one parameter set and that nothing mandatory is missing.
 * Nobody is there to be asked for it.
 */
export function requireComplete(
  parameters: readonly Parameter[],
  bound: ReadonlyMap<string, Value>,
): void {
  const sets = new Set(parameters.flatMap((each) => each.sets ?? []));
  const used = parameters.filter((each) => bound.has(each.name));
  const fitting = [...(sets.size === 0 ? [""] : sets)].filter((set) =>
    used.every((each) => belongs(each, set)),
  );
  if (fitting.length === 0) {
    throw bindingError(
      "Parameter set cannot be resolved using the specified named parameters. One or more " +
        "parameters issued cannot be used together or an insufficient number of parameters were provided.",
      "AmbiguousParameterSet",
    );
  }
  const missing = fitting.map((set) =>
    parameters.filter(
      (each) => each.mandatory === true && belongs(each, set) && !bound.has(each.name),
    ),
  );
  if (missing.some((each) => each.length === 0)) return;
  const names = (missing[0] ?? []).map((each) => each.name).join(" ");
  throw bindingError(
    `Cannot process command because of one or more missing mandatory parameters: ${names}.`,
    "MissingMandatoryParameter",
  );
}

const belongs = (parameter: Parameter, set: string): boolean =>
  parameter.sets === undefined || parameter.sets.includes(set);
