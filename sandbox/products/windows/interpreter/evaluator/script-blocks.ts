import { OutsideSubset } from "../errors";
import { childOf, type SyntaxNode } from "../syntax/syntax-node";
import { ScriptBlock } from "../values/script-block";

/** The block inside braces, or a whole script: parameters, then statements. */
export function scriptBlockOf(node: SyntaxNode): ScriptBlock {
  const inner = childOf(node, "script_block");
  const parameters =
    childOf(node, "param_block", "function_parameter_declaration") ??
    (inner === undefined ? undefined : childOf(inner, "param_block"));
  const named = find(node, inner, "named_block_list");
  if (named !== undefined) throw new OutsideSubset(named.text.split(/\s/)[0] ?? named.text);
  const source = node.text.replace(/^\{([\s\S]*)\}$/, "$1");
  return new ScriptBlock(parameters, find(node, inner, "statement_list")?.children ?? [], source);
}

function find(
  node: SyntaxNode,
  inner: SyntaxNode | undefined,
  type: string,
): SyntaxNode | undefined {
  return childOf(node, type) ?? (inner === undefined ? undefined : childOf(inner, type));
}
