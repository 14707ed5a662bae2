import * as ts from "typescript";

/** Wrappers of the SDK that say nothing of a value's type. */
const wrappers: ReadonlySet<string> = new Set(["pulumi.Input", "pulumi.Output", "Promise"]);

const keywords: Partial<Record<ts.SyntaxKind, string>> = {
  [ts.SyntaxKind.StringKeyword]: "string",
  [ts.SyntaxKind.NumberKeyword]: "number",
  [ts.SyntaxKind.BooleanKeyword]: "boolean",
  [ts.SyntaxKind.AnyKeyword]: "any",
};

/** Finds what a reference of the SDK's own stands for, in the notation of the schema files. */
export type ResolveReference = (name: string) => string;

function inBrackets(notation: string): string {
  return notation.includes("|") && !notation.startsWith("{") ? `(${notation})` : notation;
}

function union(node: ts.UnionTypeNode, resolve: ResolveReference): string {
  const parts = node.types
    .filter((part) => part.kind !== ts.SyntaxKind.UndefinedKeyword)
    .map((part) => notation(part, resolve));
  // A string that may also be one of some named strings is any string.
  const isOpen = parts.includes("string");
  const kept = parts
    .flatMap((part) => part.split("|"))
    .filter((part) => !(isOpen && part.startsWith("'")));
  return [...new Set(kept)].join("|");
}

function reference(node: ts.TypeReferenceNode, resolve: ResolveReference): string {
  const name = node.typeName.getText();
  const [argument] = node.typeArguments ?? [];
  return argument && wrappers.has(name) ? notation(argument, resolve) : resolve(name);
}

const literal = (node: ts.LiteralTypeNode): string => node.literal.getText().replaceAll('"', "'");

function map(node: ts.TypeLiteralNode, resolve: ResolveReference): string {
  const [signature] = node.members;
  if (signature && ts.isIndexSignatureDeclaration(signature))
    return `{${notation(signature.type, resolve)}}`;
  throw new Error(`unsupported type ${node.getText()}`);
}

/**
 * A declared type in the notation of the schema files.
 *
 * @throws Error quoting a type that the notation cannot say
 */
export function notation(node: ts.TypeNode, resolve: ResolveReference): string {
  if (ts.isUnionTypeNode(node)) return union(node, resolve);
  if (ts.isTypeReferenceNode(node)) return reference(node, resolve);
  if (ts.isTypeLiteralNode(node)) return map(node, resolve);
  if (ts.isArrayTypeNode(node)) return `${inBrackets(notation(node.elementType, resolve))}[]`;
  if (ts.isLiteralTypeNode(node)) return literal(node);
  if (ts.isParenthesizedTypeNode(node)) return notation(node.type, resolve);
  const keyword = keywords[node.kind];
  if (keyword) return keyword;
  throw new Error(`unsupported type ${node.getText()}`);
}

/** The values an `enums.…` constant lists, as alternatives. */
export function enumNotation(constant: ts.VariableDeclaration): string {
  const members = constant.type && ts.isTypeLiteralNode(constant.type) ? constant.type.members : [];
  return members
    .map((member) => (ts.isPropertySignature(member) ? member.type : undefined))
    .filter((type) => type !== undefined)
    .map((type) => notation(type, (name) => name))
    .join("|");
}
