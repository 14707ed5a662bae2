import { type SyntaxNode } from "../syntax/syntax-node";
import { NetObject } from "./value";

/** Code as a value: parameters and statements. Scopes are dynamic, so it holds none. */
export class ScriptBlock extends NetObject {
  readonly typeName = "System.Management.Automation.ScriptBlock";

  constructor(
    /** The `param_block`, or the list between a function's parentheses. */
    readonly parameters: SyntaxNode | undefined,
    readonly statements: readonly SyntaxNode[],
    private readonly source: string,
  ) {
    super();
  }

  toText(): string {
    return this.source;
  }
}
