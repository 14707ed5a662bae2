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

/** A `try` with neither `catch` nor `finally`, which the grammar lets pass. */
export function halfTry(root: Node): Node | undefined {
  return root
    .descendantsOfType("try_statement")
    .find(
      (node) => !node.children.some(({ type }) => /^(catch_clauses|finally_clause)$/.test(type)),
    );
}

/** Curly quotes and long dashes: PowerShell takes them for plain ones, the grammar does not. */
const oddMarks = /[\u2013-\u2015\u2018-\u201e]/g;

/** The first of them outside of texts and comments. */
export function oddMark(root: Node): Node | undefined {
  return (
    [...root.text.matchAll(oddMarks)]
      .map(({ index }) => root.descendantForIndex(index))
      .find((node) => node !== null && !/string|comment/.test(node.type)) ?? undefined
  );
}
