import { type Node } from "web-tree-sitter";

/**
 * Places where the grammar (tree-sitter-powershell 0.26.4) misses a zero-width token in a valid
 * script: the token's name, and the node inside which missing it is no fault.
 */
const falseFaults: ReadonlyMap<string, string> = new Map([
  // `{ }`, an empty script block.
  ["empty_statement", "script_block"],
  // `Friday,Saturday`, a list of bare words.
  ["command_argument_sep", "command_elements"],
]);

/** Two clauses of a `switch` on one line: the token between them has no name. */
const unnamedTokensMayBeMissingIn = new Set(["switch_clause"]);

/** The first true syntax error below `node`, in the order of the source. */
export function firstFault(node: Node): Node | undefined {
  if (!node.hasError) return undefined;
  if (node.isError) return isMisplacedParameters(node) ? undefined : node;
  const suspects = node.children.filter((child) => child.hasError || child.isMissing);
  if (suspects.length === 0) {
    return unnamedTokensMayBeMissingIn.has(node.type) ? undefined : node;
  }
  for (const child of suspects) {
    const fault = child.isMissing ? missing(child) : firstFault(child);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** `function F { param($x) $x }` on one line: the grammar wants a line's end after the parameters. */
function isMisplacedParameters(node: Node): boolean {
  return node.parent?.type === "function_statement" && node.child(0)?.type === "param_block";
}

function missing(node: Node): Node | undefined {
  const allowedIn = falseFaults.get(node.type);
  for (let parent = node.parent; parent !== null; parent = parent.parent) {
    if (parent.type === allowedIn) return undefined;
  }
  return node;
}
