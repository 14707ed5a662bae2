import { toText } from "../conversion/text";
import { errorRecord, failure, NeverAnswers, OutsideSubset, PowerShellError } from "../errors";
import { type Emit, ExitSignal, LoopSignal, ReturnSignal } from "../flow";
import { reportError } from "../report-error";
import { type Execute, type Session } from "../session";
import {
  childAt,
  childOf,
  childrenOf,
  requiredChild,
  type SyntaxNode,
} from "../syntax/syntax-node";
import { ErrorRecord, Exception } from "../values/error-record";
import { isNull, type Value } from "../values/value";
import { scriptBlockOf } from "./script-blocks";
import { statementsOf } from "./literals";

/**
 * Runs statements in turn. An error that ends its statement alone is written and passed over, as
 * PowerShell does, unless `$ErrorActionPreference` stops or a `try` stands around it.
 */
export function runStatements(
  session: Session,
  statements: readonly SyntaxNode[],
  emit: Emit,
): void {
  for (const statement of statements) {
    try {
      session.position = statement.position;
      const before = session.errorsSeen;
      session.execute(statement, emit);
      if (!compound.test(statement.type)) session.succeeded = session.errorsSeen === before;
    } catch (error) {
      if (!passesOver(session, error)) throw error;
      session.succeeded = false;
      reportError(session.host, error.record);
    }
  }
}

/** Statements made of others, the last of which decides `$?`. */
const compound = /^(if|foreach|for|while|do|switch|try)_statement$/;

function passesOver(session: Session, error: unknown): error is PowerShellError {
  return (
    error instanceof PowerShellError &&
    error.reach === "statement" &&
    session.tryDepth === 0 &&
    session.errorAction() !== "stop"
  );
}

const tryStatement: Execute = (session, node, emit) => {
  const body = requiredChild(node, "statement_block");
  const clauses = childOf(node, "catch_clauses")?.children ?? [];
  const last = childOf(node, "finally_clause");
  let leaves = true;
  try {
    guarded(session, () => runStatements(session, statementsOf(body), emit));
  } catch (error) {
    leaves = !(error instanceof NeverAnswers);
    const clause = error instanceof PowerShellError ? catching(clauses, error) : undefined;
    if (clause === undefined || !(error instanceof PowerShellError)) throw error;
    const block = statementsOf(requiredChild(clause, "statement_block"));
    session.withItem(error.record, () => runStatements(session, block, emit));
  } finally {
    if (last !== undefined && leaves) {
      runStatements(session, statementsOf(requiredChild(last, "statement_block")), emit);
    }
  }
};

function guarded(session: Session, work: () => void): void {
  session.tryDepth += 1;
  try {
    work();
  } finally {
    session.tryDepth -= 1;
  }
}

/** The first clause without a type, or with the type of the exception or of one that it wraps. */
function catching(clauses: readonly SyntaxNode[], error: PowerShellError): SyntaxNode | undefined {
  const { exception } = error.record;
  const thrown = [exception.typeName, exception.inner?.typeName, "System.Exception"];
  return clauses.find((clause) => {
    const list = childOf(clause, "catch_type_list");
    return (
      list === undefined ||
      childrenOf(list, "type_literal").some((type) => isCaught(type.text, thrown))
    );
  });
}

/** Exceptions that no other one is derived from: what is not of such a type is not caught by it. */
const finalTypes = new Set([
  "system.dividebyzeroexception",
  "system.management.automation.commandnotfoundexception",
  "system.management.automation.itemnotfoundexception",
  "system.management.automation.psinvalidcastexception",
  "system.threading.abandonedmutexexception",
  "system.timeoutexception",
]);

function isCaught(written: string, thrown: readonly (string | undefined)[]): boolean {
  const name = `system.${written
    .slice(1, -1)
    .toLowerCase()
    .replace(/^system\./, "")}`;
  if (thrown.some((each) => each?.toLowerCase() === name)) return true;
  if (finalTypes.has(name)) return false;
  throw new OutsideSubset(`catch ${written}, from which others may be derived`);
}

const flow: Readonly<Record<string, Execute>> = {
  break: () => {
    throw new LoopSignal("break");
  },
  continue: () => {
    throw new LoopSignal("continue");
  },
  return: (session, node, emit) => {
    const value = node.children[1];
    if (value !== undefined) session.execute(value, emit);
    throw new ReturnSignal();
  },
  exit: (session, node) => {
    const code = node.children[1];
    throw new ExitSignal(code === undefined ? 0 : exitCode(session.evaluate(code)));
  },
  throw: (session, node) => {
    const thrown = node.children[1];
    throw new PowerShellError(thrownRecord(session, thrown), "script");
  },
};

/** Other codes are another number to each system. */
function exitCode(value: Value): number {
  if (typeof value === "number" && value >= 0 && value <= 255) return value;
  throw new OutsideSubset(`exit ${toText(value)}`);
}

function thrownRecord(session: Session, node: SyntaxNode | undefined): ErrorRecord {
  const given = node === undefined ? (session.scope.get("_") ?? null) : session.evaluate(node);
  const value = isNull(given) ? "ScriptHalted" : given;
  if (value instanceof ErrorRecord) return value;
  if (value instanceof Exception) return new ErrorRecord(value, value.message, null);
  return errorRecord(toText(value), { id: toText(value), target: value });
}

const flowControl: Execute = (session, node, emit) => {
  const keyword = childAt(node, 0).text.toLowerCase();
  const run = flow[keyword];
  const isLabelled = /^(break|continue)$/.test(keyword) && node.children.length > 1;
  if (run === undefined || isLabelled) throw new OutsideSubset(node.text);
  run(session, node, emit);
};

const functionStatement: Execute = (session, node) => {
  if (childAt(node, 0).text.toLowerCase() !== "function")
    throw new OutsideSubset(childAt(node, 0).text);
  session.scope.setFunction(requiredChild(node, "function_name").text, scriptBlockOf(node));
};

const blockStatement: Execute = (session, node, emit) =>
  runStatements(session, node.children, emit);

const parameters: Execute = (_session, node) => {
  throw failure(`${node.text}: parameters belong at the beginning`, { reach: "script" });
};

/** Statements that define, guard and leave. */
export const plainStatements: Readonly<Record<string, Execute>> = {
  try_statement: tryStatement,
  flow_control_statement: flowControl,
  function_statement: functionStatement,
  statement_list: blockStatement,
  param_block: parameters,
};
