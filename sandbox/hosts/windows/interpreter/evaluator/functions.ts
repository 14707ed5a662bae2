import { type Command, type CommandWord } from "../command";
import { castTo } from "../conversion/cast";
import { typeNamed } from "../conversion/types";
import { failure, OutsideSubset } from "../errors";
import { type Emit } from "../flow";
import { type Session } from "../session";
import { childAt, childOf, childrenOf, type SyntaxNode } from "../syntax/syntax-node";
import { Hashtable } from "../values/hashtable";
import { type ScriptBlock } from "../values/script-block";
import { isNull, type Value } from "../values/value";
import { runStatements } from "./statements";
import { untilReturn } from "./until-return";
import { variableName } from "./variables";

/** A parameter that a script declares. */
interface DeclaredParameter {
  readonly name: string;
  readonly types: readonly string[];
  readonly mandatory: boolean;
  readonly fallback: SyntaxNode | undefined;
}

interface Declaration {
  readonly parameters: readonly DeclaredParameter[];
  /** Has `[CmdletBinding()]` or `[Parameter()]`: words that fit nowhere are then refused. */
  readonly advanced: boolean;
}

/** Attributes whose meaning the stand-in knows. */
const knownAttributes = new Set(["parameter", "cmdletbinding"]);

function declarationOf(block: ScriptBlock): Declaration {
  if (block.parameters === undefined) return { parameters: [], advanced: false };
  const list = childOf(block.parameters, "parameter_list");
  const nodes = list === undefined ? [] : childrenOf(list, "script_parameter");
  const attributes = [block.parameters, ...nodes].flatMap(attributeNames);
  const unknown = attributes.find((name) => !knownAttributes.has(name));
  if (unknown !== undefined) throw new OutsideSubset(`[${unknown}()]`);
  return { parameters: nodes.map(declared), advanced: attributes.length > 0 };
}

const attributesOf = (node: SyntaxNode): readonly SyntaxNode[] =>
  childOf(node, "attribute_list")?.children ?? [];

function attributeNames(node: SyntaxNode): readonly string[] {
  return attributesOf(node).flatMap((attribute) => {
    const name = childOf(attribute, "attribute_name");
    return name === undefined ? [] : [name.text.toLowerCase()];
  });
}

function declared(node: SyntaxNode): DeclaredParameter {
  const fallback = childOf(node, "script_parameter_default");
  return {
    name: variableName(childOf(node, "variable") ?? node).name,
    types: attributesOf(node)
      .map((attribute) => childOf(attribute, "type_literal"))
      .flatMap((type) => (type === undefined ? [] : [type.text.slice(1, -1)])),
    mandatory: attributesOf(node).some((each) => /mandatory(?!\s*=\s*\$false)/i.test(each.text)),
    fallback: fallback === undefined ? undefined : childAt(fallback, 1),
  };
}

/** Binds words to declared parameters: by name, by an unambiguous beginning of it, by place. */
function bind(name: string, declaration: Declaration, words: readonly CommandWord[]) {
  const bound = new Map<string, Value>();
  const rest: Value[] = [];
  const queue = [...words];
  for (let word = queue.shift(); word !== undefined; word = queue.shift()) {
    if (word.kind === "value") {
      rest.push(word.value);
      continue;
    }
    const parameter = named(declaration, word.name);
    if (parameter === undefined) rest.push(...unknownName(declaration, word));
    else bound.set(parameter.name, word.value ?? following(parameter, queue));
  }
  const free = declaration.parameters.filter((each) => !bound.has(each.name) && !isSwitch(each));
  for (const parameter of free.slice(0, rest.length))
    bound.set(parameter.name, rest.shift() ?? null);
  const [extra] = rest;
  if (extra !== undefined && declaration.advanced) throw surplus(extra);
  requireMandatory(name, declaration, bound);
  return { bound, rest };
}

function named(declaration: Declaration, written: string): DeclaredParameter | undefined {
  const lower = written.toLowerCase();
  const exact = declaration.parameters.find((each) => each.name.toLowerCase() === lower);
  const begun = declaration.parameters.filter((each) => each.name.toLowerCase().startsWith(lower));
  return exact ?? (begun.length === 1 ? begun[0] : undefined);
}

/** A simple function takes an unknown name as one of its `$args`. */
function unknownName(
  declaration: Declaration,
  word: CommandWord & { kind: "name" },
): readonly Value[] {
  if (declaration.advanced) {
    throw failure(`A parameter cannot be found that matches parameter name '${word.name}'.`, {
      type: "System.Management.Automation.ParameterBindingException",
      id: "NamedParameterNotFound",
    });
  }
  const name: readonly Value[] = [`-${word.name}`];
  return word.value === undefined ? name : [...name, word.value];
}

function surplus(value: Value) {
  return failure(
    `A positional parameter cannot be found that accepts argument '${isNull(value) ? "$null" : JSON.stringify(value)}'.`,
    { id: "PositionalParameterNotFound" },
  );
}

const isSwitch = ({ types }: DeclaredParameter): boolean =>
  types.some((type) => /^switch(parameter)?$/i.test(type));

function following(parameter: DeclaredParameter, queue: CommandWord[]): Value {
  if (isSwitch(parameter)) return true;
  const word = queue.shift();
  if (word?.kind === "value") return word.value;
  throw failure(
    `Missing an argument for parameter '${parameter.name}'. Specify a parameter and try again.`,
    {
      id: "MissingArgument",
    },
  );
}

function requireMandatory(
  name: string,
  declaration: Declaration,
  bound: ReadonlyMap<string, Value>,
) {
  const missing = declaration.parameters.filter((each) => each.mandatory && !bound.has(each.name));
  if (missing.length === 0) return;
  throw failure(
    `Cannot process command because of one or more missing mandatory parameters: ${missing.map((each) => each.name).join(" ")}.`,
    { id: `MissingMandatoryParameter,${name}` },
  );
}

/** A function or a script block as a command. It reads no pipeline: `$input` is not in the subset. */
export function functionCommand(name: string, block: ScriptBlock): Command {
  return {
    name,
    open(session, words, emit, piped) {
      if (piped)
        throw new OutsideSubset(`a pipeline into ${name === "" ? "a script block" : name}`);
      return {
        process: () => undefined,
        end: () => invokeBlock(session, name, block, words, emit),
      };
    },
  };
}

/** Runs a block in a scope of its own, its parameters bound to `words`. */
function invokeBlock(
  session: Session,
  name: string,
  block: ScriptBlock,
  words: readonly CommandWord[],
  emit: Emit,
): void {
  const declaration = declarationOf(block);
  const { bound, rest } = bind(name, declaration, words);
  session.inNewScope(() => {
    session.scope.set("args", rest);
    session.scope.set("PSBoundParameters", Hashtable.of(bound, true));
    for (const parameter of declaration.parameters) setParameter(session, parameter, bound);
    untilReturn(() => runStatements(session, block.statements, emit));
  });
}

function setParameter(
  session: Session,
  parameter: DeclaredParameter,
  bound: ReadonlyMap<string, Value>,
): void {
  const [type] = parameter.types;
  const given = bound.get(parameter.name);
  const value = given ?? defaultOf(session, parameter);
  if (
    type === undefined ||
    (given === undefined && parameter.fallback === undefined && isNull(value))
  ) {
    session.scope.set(parameter.name, type === undefined ? value : emptyOf(type));
    return;
  }
  const convertible = typeNamed(type);
  session.scope.set(parameter.name, value, (each) => castTo(convertible, each));
}

function defaultOf(session: Session, { fallback }: DeclaredParameter): Value {
  return fallback === undefined ? null : session.evaluate(fallback);
}

/** What an unbound parameter of a type holds: empty, 0 or false rather than `$null`. */
const empties: ReadonlyMap<string, Value> = new Map<string, Value>([
  ["string", ""],
  ["int", 0],
  ["long", 0],
  ["bool", false],
  ["switch", false],
]);

function emptyOf(type: string): Value {
  return empties.get(type.toLowerCase()) ?? null;
}
