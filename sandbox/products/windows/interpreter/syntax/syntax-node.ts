/** A node of a parsed script: plain data, without the grammar's chains of single-child expressions. */
export interface SyntaxNode {
  /** The grammar's rule, or the text of a keyword or a punctuator. */
  readonly type: string;
  /** The node's source, exactly as written. */
  readonly text: string;
  /** The field's name in the parent, if it has one. */
  readonly field: string | undefined;
  /** Offset of the first character, in UTF-16 code units. */
  readonly start: number;
  readonly position: Position;
  readonly children: readonly SyntaxNode[];
}

/** Where something is in a script; both count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** The first child of one of `types`. */
export function childOf(node: SyntaxNode, ...types: readonly string[]): SyntaxNode | undefined {
  return node.children.find((child) => types.includes(child.type));
}

/** The first child of one of `types`, which the grammar guarantees. */
export function requiredChild(node: SyntaxNode, ...types: readonly string[]): SyntaxNode {
  return childOf(node, ...types) ?? unexpected(node);
}

/** Every child of one of `types`. */
export function childrenOf(node: SyntaxNode, ...types: readonly string[]): readonly SyntaxNode[] {
  return node.children.filter((child) => types.includes(child.type));
}

/** A child by its place, which the grammar guarantees; negative places count from the end. */
export function childAt(node: SyntaxNode, place: number): SyntaxNode {
  return node.children.at(place) ?? unexpected(node);
}

function unexpected(node: SyntaxNode): never {
  throw new Error(`the grammar gave a '${node.type}' of an unknown shape: ${node.text}`);
}
