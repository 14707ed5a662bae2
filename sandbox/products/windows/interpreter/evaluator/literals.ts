import { OutsideSubset } from "../errors";
import { numberIn } from "../conversion/number";
import { toText } from "../conversion/text";
import { type Evaluate, type Session } from "../session";
import { childOf, childrenOf, childAt, type SyntaxNode } from "../syntax/syntax-node";
import { Hashtable } from "../values/hashtable";
import { TypeName } from "../values/type-name";
import { itemsOf, isNull, nothing, type Value } from "../values/value";
import { scriptBlockOf } from "./script-blocks";
import { runStatements } from "./statements";

const decimal: Evaluate = (_session, node) => {
  const number = numberIn(node.text);
  if (number === undefined) throw new OutsideSubset(`the number ${node.text}`);
  return number;
};

/** PowerShell takes curly quotes for quotes, so only a doubled one can stand in a text. */
const verbatim: Evaluate = (_session, node) =>
  undoubled(node.text.slice(1, -1), /['\u2018-\u201b]/g, node);

function undoubled(text: string, quotes: RegExp, node: SyntaxNode): string {
  const inside = text.replaceAll(new RegExp(`(${quotes.source}){2}`, "g"), "");
  if (inside.search(quotes) >= 0)
    throw new OutsideSubset(`a quote of another kind in ${node.text}`);
  return text.replaceAll(new RegExp(`(${quotes.source})${quotes.source}`, "g"), "$1");
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

/** Escapes that Windows PowerShell does not know: there the letter stands for itself. */
const newEscapes = /^(e$|u\{)/;

/** Takes the escapes out of a piece of an expandable string; a doubled quote is one. */
function unescape(session: Session, text: string): string {
  const plain = text.replaceAll('""', '"');
  if (/[\u201c-\u201e]/.test(plain)) throw new OutsideSubset(`a quote of another kind in ${text}`);
  return plain.replaceAll(/`(\r?\n|u\{[\da-f]{1,6}\}|[\s\S])/gi, (_, escape: string) => {
    if (newEscapes.test(escape) && session.host.edition.name !== "Core") {
      throw new OutsideSubset(`\`${escape}, in which 5.1 and 7 differ`);
    }
    const point = /^u\{(.*)\}$/.exec(escape)?.[1];
    return point === undefined
      ? (escapes[escape] ?? escape)
      : String.fromCodePoint(Number.parseInt(point, 16));
  });
}

/** The grammar names only the insertions, so the text between them is cut out by its place. */
const expandable: Evaluate = (session, node) => {
  const body = node.text.slice(1, -1);
  let place = 0;
  let text = "";
  for (const insertion of childrenOf(node, "variable", "sub_expression")) {
    const at = insertion.start - node.start - 1;
    text += unescape(session, body.slice(place, at)) + toText(session.evaluate(insertion));
    place = at + insertion.text.length;
  }
  return text + unescape(session, body.slice(place));
};

/** `@{ … }`; keys are evaluated unless they are bare words. */
function hashtable(session: Session, node: SyntaxNode, ordered: boolean): Hashtable {
  const table = new Hashtable(ordered);
  const body = childOf(node, "hash_literal_body");
  for (const entry of body === undefined ? [] : childrenOf(body, "hash_entry")) {
    const keyNode = childAt(childAt(entry, 0), 0);
    const key = keyNode.type === "simple_name" ? keyNode.text : session.evaluate(keyNode);
    if (table.has(key)) throw new OutsideSubset(`the key ${toText(key)} twice`);
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
  session.collect((emit) => runStatements(session, statementsOf(node), emit));

const array: Evaluate = (session, node) => {
  const items: Value[] = [];
  runStatements(session, statementsOf(node), (item) => items.push(item));
  return items;
};

const list: Evaluate = (session, node) =>
  node.children
    .filter((child) => child.type !== ",")
    .map((child) => session.evaluate(child))
    .map((value) => (value === nothing ? null : value));

const parenthesized: Evaluate = (session, node) => session.evaluate(childAt(node, 0));

const typeLiteral: Evaluate = (_session, node) => new TypeName(node.text.slice(1, -1));

/** The items that `foreach` goes through: none for `$null`. */
export function loopItems(value: Value): readonly Value[] {
  return isNull(value) ? [] : itemsOf(value);
}

/** Literals and brackets. */
export const literals: Readonly<Record<string, Evaluate>> = {
  decimal_integer_literal: decimal,
  real_literal: decimal,
  verbatim_string_characters: verbatim,
  expandable_string_literal: expandable,
  hash_literal_expression: (session, node) => hashtable(session, node, false),
  array_expression: array,
  array_literal_expression: list,
  sub_expression: subExpression,
  parenthesized_expression: parenthesized,
  script_block_expression: (_session, node) => scriptBlockOf(node),
  type_literal: typeLiteral,
};
