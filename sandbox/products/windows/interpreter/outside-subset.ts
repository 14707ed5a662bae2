import { type Position } from "./syntax/syntax-node";

/**
 * The script asks for something this stand-in does not know. It is no error of PowerShell: `try`
 * does not catch it, so no script can pass over it in silence.
 */
export class OutsideSubset extends Error {
  constructor(
    readonly what: string,
    /** Where it is, if not in the statement that runs. */
    private readonly at?: Position,
  ) {
    super(what);
  }

  /** What to print; `running` is where the script is. */
  report(running: Position): string {
    const { line, column } = this.at ?? running;
    return `stand-in: '${this.what}' is outside the PowerShell subset of this stand-in (${line}:${column})`;
  }
}
