import { type Command, type CommandWord } from "../command";
import { failure, OutsideSubset, type PowerShellError } from "../errors";
import { type Emit } from "../flow";
import { type Session } from "../session";
import { childAt, childOf, childrenOf, type SyntaxNode } from "../syntax/syntax-node";
import { type ScriptBlock } from "../values/script-block";
import { type Value } from "../values/value";
import { runStatements } from "./statements";
import { untilReturn } from "./until-return";
import { variableName } from "./variables";

/** A parameter that a script declares. */
interface DeclaredParameter {
  readonly name: string;
  readonly fallback: SyntaxNode | undefined;
}

function parametersOf({ parameters }: ScriptBlock): readonly DeclaredParameter[] {
  if (parameters === undefined) return [];
  const list = childOf(parameters, "parameter_list");
  const nodes = list === undefined ? [] : childrenOf(list, "script_parameter");
  for (const node of [parameters, ...nodes]) {
    const attributes = childOf(node, "attribute_list");
    if (attributes !== undefined) throw new OutsideSubset(`${attributes.text} of a parameter`);
  }
  return nodes.map((node) => {
    const fallback = childOf(node, "script_parameter_default");
    return {
      name: variableName(childOf(node, "variable") ?? node).name,
      fallback: fallback === undefined ? undefined : childAt(fallback, 1),
    };
  });
}

/** The whole id of an error names the function. */
const bindingError = (source: string, message: string, id: string): PowerShellError =>
  failure(message, {
    type: "System.Management.Automation.ParameterBindingException",
    id: `${id},${source}`,
  });

/** Binds words to declared parameters: by name, by an unambiguous beginning of it, by place. */
function bind(
  source: string,
  parameters: readonly DeclaredParameter[],
  words: readonly CommandWord[],
) {
  const bound = new Map<string, Value>();
  const rest: Value[] = [];
  const queue = [...words];
  for (let word = queue.shift(); word !== undefined; word = queue.shift()) {
    if (word.kind === "value") {
      rest.push(word.value);
      continue;
    }
    const { name } = named(source, parameters, word.name);
    if (bound.has(name)) throw new OutsideSubset(`the parameter -${name} twice`);
    bound.set(name, word.value === undefined ? following(source, name, queue) : word.value);
  }
  const free = parameters.filter(({ name }) => !bound.has(name));
  for (const { name } of free.slice(0, rest.length)) bound.set(name, rest.shift() ?? null);
  return { bound, rest };
}

/** A name that is none of the parameters becomes one of `$args`, in ways that no script of the subset needs. */
function named(
  source: string,
  parameters: readonly DeclaredParameter[],
  written: string,
): DeclaredParameter {
  const lower = written.toLowerCase();
  const exact = parameters.find((each) => each.name.toLowerCase() === lower);
  const begun = parameters.filter((each) => each.name.toLowerCase().startsWith(lower));
  const found = exact ?? begun[0];
  if (found === undefined) throw new OutsideSubset(`-${written} of a function without it`);
  if (exact !== undefined || begun.length === 1) return found;
  const matches = begun.map(({ name }) => `-${name}`).join(" ");
  throw bindingError(
    source,
    `Parameter cannot be processed because the parameter name '${written}' is ambiguous. ` +
      `Possible matches include: ${matches}.`,
    "AmbiguousParameter",
  );
}

function following(source: string, name: string, queue: CommandWord[]): Value {
  const word = queue.shift();
  if (word?.kind === "value") return word.value;
  throw bindingError(
    source,
    `Missing an argument for parameter '${name}'. ` +
      "Specify a parameter of type 'System.Object' and try again.",
    "MissingArgument",
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
        end: () => invokeBlock(session, { name, block }, words, emit),
      };
    },
  };
}

/** Runs a block in a scope of its own, its parameters bound to `words`. */
function invokeBlock(
  session: Session,
  { name: source, block }: { readonly name: string; readonly block: ScriptBlock },
  words: readonly CommandWord[],
  emit: Emit,
): void {
  const parameters = parametersOf(block);
  const { bound, rest } = bind(source, parameters, words);
  session.inNewScope(() => {
    session.scope.set("args", rest);
    for (const { name, fallback } of parameters) {
      const otherwise = () => (fallback === undefined ? null : session.evaluate(fallback));
      session.scope.set(name, bound.has(name) ? (bound.get(name) ?? null) : otherwise());
    }
    untilReturn(() => runStatements(session, block.statements, emit));
  });
}
