import { toText } from "../conversion/text";
import { type CommandWord } from "../command";
import { OutsideSubset } from "../errors";
import { type Session } from "../session";
import { type SyntaxNode } from "../syntax/syntax-node";
import { Hashtable } from "../values/hashtable";
import { itemsOf, isNull, nothing, type Value } from "../values/value";
import { argumentsOf, call, instanceMethod } from "./invocation";

/** A command's words: values, and names with the value that follows a colon. */
export function commandWords(session: Session, elements: SyntaxNode): readonly CommandWord[] {
  const words: CommandWord[] = [];
  let attach = false;
  for (const [place, node] of elements.children.entries()) {
    if (node.type === "command_argument_sep") {
      attach ||= node.text.includes(":");
      continue;
    }
    const previous = elements.children[place - 1];
    const added = wordsOf(session, node, previous, words);
    if (attach) attachValue(words, added);
    else words.push(...added);
    attach = false;
  }
  return words;
}

/** `-Name:value`: the value belongs to the name before it, whatever the parameter's kind. */
function attachValue(words: CommandWord[], added: readonly CommandWord[]): void {
  const name = words.pop();
  const [value] = added;
  if (name?.kind !== "name" || value?.kind !== "value") {
    throw new OutsideSubset("a colon between a command's words");
  }
  words.push({ ...name, value: value.value });
}

function wordsOf(
  session: Session,
  node: SyntaxNode,
  previous: SyntaxNode | undefined,
  words: CommandWord[],
): readonly CommandWord[] {
  if (node.type === "command_parameter") return [{ kind: "name", name: node.text.slice(1) }];
  if (node.type === "generic_token") return bareWord(session, node, words);
  if (node.type === "variable" && node.text.startsWith("@")) return splatted(session, node);
  if (node.type === "argument_list") return [calledWith(session, node, previous, words)];
  if (node.type === "redirection" || node.type === "stop_parsing")
    throw new OutsideSubset(node.text);
  const value = session.evaluate(node);
  return [{ kind: "value", value: value === nothing ? null : value }];
}

/** A word without quotes; one that begins with a comma continues a list. */
function bareWord(
  session: Session,
  node: SyntaxNode,
  words: CommandWord[],
): readonly CommandWord[] {
  if (/^[+-]?\.?\d[\w.]*$|[`$'"(){}<>|&;]/.test(node.text))
    throw new OutsideSubset(`the word ${node.text}`);
  if (!node.text.startsWith(",")) return [{ kind: "value", value: node.text }];
  const before = words.pop();
  if (before?.kind !== "value") throw new OutsideSubset(node.text);
  return [{ kind: "value", value: [...itemsOf(before.value), node.text.slice(1)] }];
}

/** `@name`: a table's entries are named words, an array's items are values. */
function splatted(session: Session, node: SyntaxNode): readonly CommandWord[] {
  const value: Value = session.scope.get(node.text.slice(1)) ?? null;
  if (value instanceof Hashtable) {
    return value.entries.map(([name, each]) => ({ kind: "name", name: toText(name), value: each }));
  }
  return isNull(value) ? [] : itemsOf(value).map((item) => ({ kind: "value", value: item }));
}

/**
 * Parentheses right behind a word: the call of a method (`$text.Trim()`), or the list of a
 * constructor's arguments (`New-Object Type(1, 2)`).
 */
function calledWith(
  session: Session,
  list: SyntaxNode,
  previous: SyntaxNode | undefined,
  words: CommandWord[],
): CommandWord {
  const args = argumentsOf(session, list);
  if (previous?.type !== "member_access") return { kind: "value", value: [...args] };
  words.pop();
  const object = session.evaluate(previous.children[0] ?? previous);
  const name = previous.children[2]?.text ?? "";
  return { kind: "value", value: call(name, instanceMethod(object, name), args) };
}
