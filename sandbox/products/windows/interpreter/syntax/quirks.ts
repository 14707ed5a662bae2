import { type SyntaxNode } from "./syntax-node";

/**
 * Puts right what the grammar (tree-sitter-powershell 0.26.4) reads as something else: a range
 * that begins a pipeline, such as `1..3`, is no command's name.
 */
export function repaired(node: SyntaxNode): SyntaxNode {
  const ends = node.type === "command" ? /^(\d+)(\.\.)(\d+)$/.exec(node.text.trim()) : null;
  if (ends === null) return node;
  const part = (type: string, text: string): SyntaxNode => ({ ...node, type, text, children: [] });
  const [, from = "", dots = "", to = ""] = ends;
  return {
    ...node,
    type: "range_expression",
    children: [
      part("decimal_integer_literal", from),
      part("..", dots),
      part("decimal_integer_literal", to),
    ],
  };
}
