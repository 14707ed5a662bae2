import { type Position } from "./syntax-node";

/** A script that is not PowerShell. Its message has the form of PowerShell's own. */
export class ParseError extends Error {
  constructor(
    readonly position: Position,
    readonly near: string,
    lineText: string,
  ) {
    const { line, column } = position;
    super(
      `At line:${line} char:${column}\n+ ${lineText.trim()}\n+ ~\n` +
        `Unexpected token '${near}' in expression or statement.`,
    );
  }
}
