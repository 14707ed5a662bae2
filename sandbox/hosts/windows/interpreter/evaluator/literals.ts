import { failure } from "../errors";
import { numberIn } from "../conversion/number";
import { toText } from "../conversion/text";
import { type Evaluate, type Session } from "../session";
import { childOf, childrenOf, childAt, type SyntaxNode } from "../syntax/syntax-node";
import { Hashtable } from "../values/hashtable";
import { TypeName } from "../values/type-name";
import { itemsOf, isNull, nothing, type Value } from "../values/value";
import { scriptBlockOf } from "./script-blocks";

const number: Evaluate = (_session, node) => numberIn(node.text) ?? 0;

const verbatim: Evaluate = (_session, node) => node.text.slice(1, -1).replaceAll("''", "'");

const verbatimHere: Evaluate = (_session, node) => hereText(node.text);

/** What is between a here-string's first and last line. */
function hereText(text: string): string {
  return text.replace(/^@['"][ \t]*\r?\n/, "").replace(/\r?\n['"]@$/, "");
}

const escapes: Readonly<Record<string, string>> = {
  n: "\n",
  r: "\r",
  t: "\t",
  "0": "\0",
  a: "\x07",
  b: "\b",
  f: "\f",
  v: "\v",
  e: "\x1b",
};

/** Takes the escapes out of a piece of an expandable string; a doubled quote is one. */
function unescape(text: string, quotes: boolean): string {
  const plain = quotes ? text.replaceAll('""', '"') : text;
  return plain.replaceAll(/`(\r?\n|[\s\S])/g, (_, letter: string) => escapes[letter] ?? letter);
}

const insertions = ["variable", "sub_expression"] as const;

const expandable: Evaluate = (session, node) =>
  expand(session, node, node.start + 1, node.text.slice(1, -1), true);

const expandableHere: Evaluate = (session, node) => {
  const start = node.start + node.text.length - node.text.replace(/^@"[ \t]*\r?\n/, "").length;
  return expand(session, node, start, hereText(node.text), false);
};

/** The grammar names only the insertions, so the text between them is cut out by its place. */
function expand(
  session: Session,
  node: SyntaxNode,
  start: number,
  body: string,
  quotes: boolean,
): string {
  let place = 0;
  let text = "";
  for (const insertion of childrenOf(node, ...insertions)) {
    const at = insertion.start - start;
    text += unescape(body.slice(place, at), quotes) + toText(session.evaluate(insertion));
    place = at + insertion.text.length;
  }
  return text + unescape(body.slice(place), quotes);
}

/** `@{ … }`; keys are evaluated unless they are bare words. */
function hashtable(session: Session, node: SyntaxNode, ordered: boolean): Hashtable {
  const table = new Hashtable(ordered);
  const body = childOf(node, "hash_literal_body");
  for (const entry of body === undefined ? [] : childrenOf(body, "hash_entry")) {
    const keyNode = childAt(childAt(entry, 0), 0);
    const key = keyNode.type === "simple_name" ? keyNode.text : session.evaluate(keyNode);
    if (table.has(key))
      throw failure(`Duplicate keys '${toText(key)}' are not allowed in hash literals.`);
    table.set(key, session.evaluate(childAt(entry, 2)));
  }
  return table;
}

/** `[ordered]@{ … }`, which is syntax rather than a conversion. */
export function orderedHashtable(session: Session, node: SyntaxNode): Hashtable {
  return hashtable(session, node, true);
}

/** The statements of `$( … )`, `@( … )` and blocks. */
export function statementsOf(node: SyntaxNode): readonly SyntaxNode[] {
  const list = childOf(node, "statement_list");
  return list?.children ?? [];
}

const subExpression: Evaluate = (session, node) =>
  session.collect((emit) => statementsOf(node).forEach((each) => session.execute(each, emit)));

const array: Evaluate = (session, node) => {
  const items: Value[] = [];
  for (const each of statementsOf(node)) session.execute(each, (item) => items.push(item));
  return items;
};

const list: Evaluate = (session, node) =>
  node.children
    .filter((child) => child.type !== ",")
    .map((child) => session.evaluate(child))
    .map((value) => (value === nothing ? null : value));

const parenthesized: Evaluate = (session, node) => {
  const inner = childAt(node, 0);
  return inner.type === "assignment_expression"
    ? assigned(session, inner)
    : session.evaluate(inner);
};

/** `($x = 1)` gives what was assigned. */
function assigned(session: Session, assignment: SyntaxNode): Value {
  session.execute(assignment, () => undefined);
  return session.evaluate(childAt(assignment, 0));
}

const typeLiteral: Evaluate = (_session, node) => new TypeName(node.text.slice(1, -1));

/** The items that `foreach` goes through: none for `$null`. */
export function loopItems(value: Value): readonly Value[] {
  return isNull(value) ? [] : itemsOf(value);
}

/** Literals and brackets. */
export const literals: Readonly<Record<string, Evaluate>> = {
  decimal_integer_literal: number,
  hexadecimal_integer_literal: number,
  real_literal: number,
  verbatim_string_characters: verbatim,
  verbatim_here_string_characters: verbatimHere,
  expandable_string_literal: expandable,
  expandable_here_string_literal: expandableHere,
  hash_literal_expression: (session, node) => hashtable(session, node, false),
  array_expression: array,
  array_literal_expression: list,
  sub_expression: subExpression,
  parenthesized_expression: parenthesized,
  script_block_expression: (_session, node) => scriptBlockOf(node),
  type_literal: typeLiteral,
};
