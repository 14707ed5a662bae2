import { type CommandWord } from "../interpreter/command";
import { conversionText } from "../interpreter/conversion/cast";
import { toText, typeNameOf } from "../interpreter/conversion/text";
import { DotNetError, failure, type PowerShellError } from "../interpreter/errors";
import { isNull, NetObject, type Value } from "../interpreter/values/value";
import { commonParameters } from "./common-parameters";
import { type Parameter } from "./parameter";

/** An error of the binder: a statement ends with it. */
function bindingError(message: string, id: string): PowerShellError {
  return failure(message, {
    type: "System.Management.Automation.ParameterBindingException",
    id,
  });
}

/**
 * Binds a command's words: by name or an unambiguous beginning of it, then by place.
 *
 * @throws PowerShellError with PowerShell's own text for an unknown or ambiguous name, a value that
 *   does not convert, a missing argument, or one word too many
 */
export function bindWords(
  parameters: readonly Parameter[],
  words: readonly CommandWord[],
): Map<string, Value> {
  const all = [...parameters, ...commonParameters];
  const bound = new Map<string, Value>();
  const unnamed: Value[] = [];
  const queue = [...words];
  for (let word = queue.shift(); word !== undefined; word = queue.shift()) {
    if (word.kind === "value") unnamed.push(word.value);
    else bindNamed(all, word, queue, bound);
  }
  const places = parameters
    .filter((each) => each.position !== undefined && !bound.has(each.name))
    .sort((left, right) => (left.position ?? 0) - (right.position ?? 0));
  for (const value of unnamed) {
    const parameter = places.shift();
    if (parameter === undefined) {
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

function bindNamed(
  parameters: readonly Parameter[],
  word: CommandWord & { readonly kind: "name" },
  queue: CommandWord[],
  bound: Map<string, Value>,
): void {
  const parameter = parameterNamed(parameters, word.name);
  if (bound.has(parameter.name)) {
    throw bindingError(
      `Cannot bind parameter because parameter '${parameter.name}' is specified more than once.`,
      "ParameterAlreadyBound",
    );
  }
  bound.set(parameter.name, converted(parameter, word.value ?? following(parameter, queue)));
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

function parameterNamed(parameters: readonly Parameter[], written: string): Parameter {
  const lower = written.toLowerCase();
  const namesOf = (each: Parameter) =>
    [each.name, ...(each.aliases ?? [])].map((name) => name.toLowerCase());
  const exact = parameters.find((each) => namesOf(each).includes(lower));
  const begun = parameters.filter((each) => namesOf(each).some((name) => name.startsWith(lower)));
  const [only] = begun;
  if (exact !== undefined) return exact;
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
  if (parameter.mandatory === true) refuseEmpty(parameter, value);
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
    [value === "", "an empty string"],
    [Array.isArray(value) && value.length === 0, "an empty array"],
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
