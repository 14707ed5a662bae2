import { type Command } from "./command";
import { OutsideSubset, PowerShellError } from "./errors";
import { type Emit } from "./flow";
import { type RedirectableHost } from "./redirectable-host";
import { Scope } from "./scope";
import { reportError } from "./report-error";
import { type Position, type SyntaxNode } from "./syntax/syntax-node";
import { type ErrorRecord } from "./values/error-record";
import { unwrap, type Value } from "./values/value";

/** Runs a node that writes to the pipeline. */
export type Execute = (session: Session, node: SyntaxNode, emit: Emit) => void;

/** Works out a node that has one value. */
export type Evaluate = (session: Session, node: SyntaxNode) => Value;

/** What the language consists of: a node of any other kind is outside the subset. */
export interface LanguageTables {
  readonly statements: ReadonlyMap<string, Execute>;
  readonly expressions: ReadonlyMap<string, Evaluate>;
}

/** What a session is made of. */
export interface SessionParts extends LanguageTables {
  readonly host: RedirectableHost;
  /** Commands by their lower-case names and aliases. */
  readonly commands: ReadonlyMap<string, Command>;
  /** Reads a script. */
  parse(source: string): SyntaxNode;
}

/** A script that runs beside another: what it does in a session of its own. */
export type BesideScript = (session: Session) => void;

/** What `$ErrorActionPreference` or `-ErrorAction` asks for. */
export type ErrorAction = "stop" | "continue" | "silentlycontinue" | "ignore";

const errorActions: readonly ErrorAction[] = ["stop", "continue", "silentlycontinue", "ignore"];

/** Reads an error action, whatever its case; undefined for anything else. */
export function errorActionOf(value: Value | undefined): ErrorAction | undefined {
  return errorActions.find((action) => action === String(value).toLowerCase());
}

/** One run of PowerShell: its scopes, its state and its way out. */
export class Session {
  readonly host: RedirectableHost;
  /** `$global:`; the script itself runs in a scope below it, `$script:`. */
  readonly global = new Scope();
  readonly script = new Scope(this.global);
  scope = this.script;
  /** Where the script is, for messages. */
  position: Position = { line: 1, column: 1 };
  /** `try` blocks around the running statement, across calls. */
  tryDepth = 0;
  /** `$?`: whether the last statement succeeded. */
  succeeded = true;
  /** Errors written so far; a statement that adds one did not succeed. */
  errorsSeen = 0;

  /** Scripts that were started beside this one; they run once it waits for ever. */
  readonly beside: BesideScript[] = [];
  /** Milliseconds that a script beside this one has waited; undefined while this one runs. */
  waited: number | undefined;

  constructor(private readonly parts: SessionParts) {
    this.host = parts.host;
  }

  /** A session in the same process, with a runspace and an output of its own. */
  inRunspace(host: RedirectableHost): Session {
    return new Session({ ...this.parts, host });
  }

  parse(source: string): SyntaxNode {
    return this.parts.parse(source);
  }

  /** A cmdlet by its name or alias. */
  command(name: string): Command | undefined {
    return this.parts.commands.get(name.toLowerCase());
  }

  /** Runs a statement; an expression's items are written to the pipeline. */
  execute(node: SyntaxNode, emit: Emit): void {
    const run = this.parts.statements.get(node.type);
    if (run !== undefined) {
      run(this, node, emit);
      return;
    }
    const value = this.evaluate(node);
    if (Array.isArray(value)) value.forEach(emit);
    else if (typeof value !== "symbol") emit(value);
  }

  /** A node's value; of a statement, what it writes. */
  evaluate(node: SyntaxNode): Value {
    const evaluate = this.parts.expressions.get(node.type);
    if (evaluate !== undefined) return evaluate(this, node);
    if (!this.parts.statements.has(node.type)) {
      this.position = node.position;
      throw new OutsideSubset(node.text);
    }
    return this.collect((emit) => this.execute(node, emit));
  }

  /** What `run` writes, as one value. */
  collect(run: (emit: Emit) => void): Value {
    const items: Value[] = [];
    run((item) => items.push(item));
    return unwrap(items);
  }

  /** Runs `work` with `$_`, which is what it was before afterwards. */
  withItem<T>(item: Value, work: () => T): T {
    const { scope } = this;
    const outer = scope.get("_") ?? null;
    scope.set("_", item);
    try {
      return work();
    } finally {
      scope.set("_", outer);
    }
  }

  /** Runs `work` in a scope of its own. */
  inNewScope<T>(work: () => T): T {
    const outer = this.scope;
    this.scope = new Scope(outer);
    try {
      return work();
    } finally {
      this.scope = outer;
    }
  }

  /** `$ErrorActionPreference`. */
  errorAction(): ErrorAction {
    return errorActionOf(this.scope.get("ErrorActionPreference")) ?? "continue";
  }

  /**
   * An error that need not end its command.
   *
   * @throws PowerShellError where errors stop the script
   */
  writeError(record: ErrorRecord, action = this.errorAction()): void {
    this.errorsSeen += 1;
    if (action === "stop") throw new PowerShellError(record, "script");
    if (action === "continue") reportError(this.host, record);
  }
}
