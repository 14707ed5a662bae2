import { ParseError } from "./parse-error";
import { childOf, type SyntaxNode } from "./syntax-node";

/**
 * Checks what the grammar lets pass: a `try` needs `catch` or `finally`.
 *
 * @returns the script itself
 * @throws ParseError
 */
export function requireWholeTry(script: SyntaxNode): SyntaxNode {
  const pending = [script];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (isHalfTry(node)) throw new ParseError(node.position, "try", node.text.split("\n")[0] ?? "");
    pending.push(...node.children);
  }
  return script;
}

function isHalfTry(node: SyntaxNode): boolean {
  return (
    node.type === "try_statement" && childOf(node, "catch_clauses", "finally_clause") === undefined
  );
}
