import { type Node, type Tree, type TreeCursor } from "web-tree-sitter";
import { Remembered } from "../../../../../lib/remembered";
import { OutsideSubset } from "../outside-subset";
import { firstFault, halfTry, oddMark } from "./faults";
import { type Grammar } from "./grammar";
import { repaired } from "./quirks";
import { type SyntaxNode } from "./syntax-node";

/** Rules that only rank operators: with a single child they say nothing. */
const transparent = new Set([
  "pipeline",
  "pipeline_chain",
  "string_literal",
  "integer_literal",
  "unary_expression",
  "expression_with_unary_operator",
  "array_literal_expression",
  "argument_expression",
  "left_assignment_expression",
  "while_condition",
  "for_initializer",
  "for_condition",
  "for_iterator",
  "command_name_expr",
  "path_command_name",
  "script_block_body",
  // Only one that is no fault gets here.
  "ERROR",
  ...["logical", "bitwise", "comparison", "additive", "multiplicative", "format", "range"].flatMap(
    (rank) => [`${rank}_expression`, `${rank}_argument_expression`],
  ),
]);

/** Tokens that carry no meaning once the tree is there. */
const dropped = new Set(["comment", "empty_statement", ";", "(", ")", "{", "}", "[", "]"]);

/**
 * Reads a whole script before any of it runs.
 *
 * @throws OutsideSubset at the first place that the grammar does not read: what is no PowerShell at all, what came with
 * 7 (`??`, `?.`, `a ? b : c`), and what the grammar misses
 */
export function parse(grammar: Grammar, source: string): SyntaxNode {
  return known.of(source, () => read(grammar, source));
}

/** A process that runs many scripts runs few different ones, and reading one takes as long as running it. */
const known = new Remembered<SyntaxNode>(200);

function read(grammar: Grammar, source: string): SyntaxNode {
  if (source.trim() === "") return { ...nowhere, text: source };
  const tree: Tree = grammar.parse(source);
  const cursor = tree.walk();
  try {
    const fault = firstFault(tree.rootNode) ?? halfTry(tree.rootNode) ?? oddMark(tree.rootNode);
    if (fault !== undefined) throw unread(fault);
    return copy(cursor, source);
  } finally {
    // In this order: a cursor that outlives its tree brings the process down when it is collected.
    cursor.delete();
    tree.delete();
  }
}

/** A script without a statement, which the grammar does not read. */
const nowhere: SyntaxNode = {
  type: "program",
  text: "",
  field: undefined,
  start: 0,
  position: { line: 1, column: 1 },
  children: [],
};

function unread(fault: Node): OutsideSubset {
  const { row, column } = fault.startPosition;
  const near = fault.text.trim().split("\n")[0] ?? "";
  return new OutsideSubset(near === "" ? fault.type : near, { line: row + 1, column: column + 1 });
}

function copy(cursor: TreeCursor, source: string): SyntaxNode {
  const type = cursor.nodeType;
  const field = cursor.currentFieldName ?? undefined;
  const { startIndex: start, endIndex: end, startPosition } = cursor;
  const children: SyntaxNode[] = [];
  if (cursor.gotoFirstChild()) {
    do {
      if (!dropped.has(cursor.nodeType)) children.push(copy(cursor, source));
    } while (cursor.gotoNextSibling());
    cursor.gotoParent();
  }
  const [only] = children;
  if (children.length === 1 && only !== undefined && transparent.has(type)) {
    return field === undefined ? only : { ...only, field };
  }
  return repaired({
    type: type.replace("_argument_expression", "_expression"),
    text: source.slice(start, end),
    field,
    start,
    position: { line: startPosition.row + 1, column: startPosition.column + 1 },
    children,
  });
}
