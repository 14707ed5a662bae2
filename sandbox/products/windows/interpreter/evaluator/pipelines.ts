import { typeNameOf } from "../conversion/text";
import { type CommandWord, type Command, type Stage } from "../command";
import { failure, OutsideSubset } from "../errors";
import { type Emit } from "../flow";
import { type Execute, type Session } from "../session";
import { childAt, childOf, type SyntaxNode } from "../syntax/syntax-node";
import { ScriptBlock } from "../values/script-block";
import { itemsOf } from "../values/value";
import { functionCommand } from "./functions";
import { commandWords } from "./words";

/** The command that a `command` node names, and its words. */
function resolve(
  session: Session,
  node: SyntaxNode,
): { command: Command; words: readonly CommandWord[] } {
  const elements = childOf(node, "command_elements");
  const words = elements === undefined ? [] : commandWords(session, elements);
  const operator = childOf(node, "command_invokation_operator");
  const name = childAt(node, operator === undefined ? 0 : 1);
  session.position = node.position;
  if (operator === undefined) return { command: commandNamed(session, name.text), words };
  if (operator.text === ".") throw new OutsideSubset(node.text);
  return { command: invoked(session, name), words };
}

/** `& block` or `& 'name'`. */
function invoked(session: Session, node: SyntaxNode): Command {
  if (node.type === "command_name") return commandNamed(session, node.text);
  const value = session.evaluate(node);
  if (value instanceof ScriptBlock) return functionCommand("", value);
  if (typeof value === "string") return commandNamed(session, value);
  throw new OutsideSubset(`& with a ${typeNameOf(value)}`);
}

/** A function, else a cmdlet. */
function commandNamed(session: Session, name: string): Command {
  const block = session.scope.getFunction(name);
  if (block !== undefined) return functionCommand(name, block);
  const command = session.command(name);
  if (command !== undefined) return command;
  if (!session.host.lacks(name)) throw new OutsideSubset(`the command ${name}`);
  throw failure(
    `The term '${name}' is not recognized as a name of a cmdlet, function, script file, or ` +
      "executable program.\nCheck the spelling of the name, or if a path was included, verify " +
      "that the path is correct and try again.",
    {
      type: "System.Management.Automation.CommandNotFoundException",
      id: "CommandNotFoundException",
    },
  );
}

/** Opens the commands from the last to the first, each writing into the one behind it. */
function open(session: Session, nodes: readonly SyntaxNode[], emit: Emit, piped: boolean): Stage {
  const resolved = nodes.map((node) => resolve(session, node));
  const silence: Stage = { process: emit, end: () => undefined };
  return resolved.reduceRight<Stage>((next, { command, words }, place) => {
    const stage = command.open(session, words, (item) => next.process(item), piped || place > 0);
    return {
      process: (item) => stage.process(item),
      end() {
        stage.end();
        next.end();
      },
    };
  }, silence);
}

const pipeline: Execute = (session, node, emit) => {
  const [first, ...others] = node.children.filter((child) => child.type !== "|");
  if (first === undefined) return;
  if (first.type === "command") {
    open(session, [first, ...others], emit, false).end();
    return;
  }
  const redirected = others.find((each) => each.type !== "command");
  if (redirected !== undefined) throw new OutsideSubset(redirected.text);
  const stage = open(session, others, emit, true);
  for (const item of itemsOf(session.evaluate(first))) stage.process(item);
  stage.end();
};

const command: Execute = (session, node, emit) => open(session, [node], emit, false).end();

/** Commands and what flows between them. */
export const pipelines: Readonly<Record<string, Execute>> = {
  pipeline_chain: pipeline,
  command,
};
