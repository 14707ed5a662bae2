import { type Node, type Tree, type TreeCursor } from "web-tree-sitter";
import { firstFault } from "./faults";
import { type Grammar } from "./grammar";
import { ParseError } from "./parse-error";
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
 * @throws ParseError at the first place that is not PowerShell (the grammar of 5.1: `??`, `?.` and
 * `a ? b : c` are not in it)
 */
export function parse(grammar: Grammar, source: string): SyntaxNode {
  const tree: Tree = grammar.parse(source);
  const cursor = tree.walk();
  try {
    const fault = firstFault(tree.rootNode);
    if (fault !== undefined) throw parseError(fault, source);
    return copy(cursor, source);
  } finally {
    // In this order: a cursor that outlives its tree brings the process down when it is collected.
    cursor.delete();
    tree.delete();
  }
}

function parseError(fault: Node, source: string): ParseError {
  const { row, column } = fault.startPosition;
  const near = fault.text.trim().split("\n")[0] ?? "";
  return new ParseError(
    { line: row + 1, column: column + 1 },
    near === "" ? fault.type : near,
    source.split("\n")[row] ?? "",
  );
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
