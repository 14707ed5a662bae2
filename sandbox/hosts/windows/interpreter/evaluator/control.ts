import { toBoolean } from "../conversion/boolean";
import { areEqual } from "../conversion/equality";
import { toText } from "../conversion/text";
import { OutsideSubset } from "../errors";
import { type Emit, LoopSignal } from "../flow";
import { type Execute, type Session } from "../session";
import {
  childAt,
  childOf,
  childrenOf,
  requiredChild,
  type SyntaxNode,
} from "../syntax/syntax-node";
import { itemsOf, type Value } from "../values/value";
import { loopItems, statementsOf } from "./literals";
import { runStatements } from "./statements";
import { writeVariable } from "./variables";
import { matchPattern, wildcard } from "./texts";

/** Runs the block of `node`. */
function runBlock(session: Session, node: SyntaxNode, emit: Emit): void {
  runStatements(session, statementsOf(requiredChild(node, "statement_block")), emit);
}

const holds = (session: Session, node: SyntaxNode): boolean =>
  toBoolean(session.evaluate(conditionOf(node)));

function conditionOf(node: SyntaxNode): SyntaxNode {
  const condition = node.children.find((child) => child.field === "condition");
  return condition ?? childAt(node, 1);
}

const ifStatement: Execute = (session, node, emit) => {
  const clauses = childOf(node, "elseif_clauses");
  const branches = [node, ...(clauses === undefined ? [] : clauses.children)];
  const chosen = branches.find((branch) => holds(session, branch)) ?? childOf(node, "else_clause");
  if (chosen !== undefined) runBlock(session, chosen, emit);
};

/** Runs one round of a loop; false after `break`. */
function round(body: () => void): boolean {
  try {
    body();
    return true;
  } catch (signal) {
    if (!(signal instanceof LoopSignal)) throw signal;
    return signal.kind === "continue";
  }
}

const foreachStatement: Execute = (session, node, emit) => {
  const variable = requiredChild(node, "variable");
  const source = childAt(node, node.children.findIndex((child) => child.type === "in") + 1);
  for (const item of loopItems(session.evaluate(source))) {
    writeVariable(session, variable, item);
    if (!round(() => runBlock(session, node, emit))) break;
  }
};

const whileStatement: Execute = (session, node, emit) => {
  while (holds(session, node)) {
    if (!round(() => runBlock(session, node, emit))) break;
  }
};

const doStatement: Execute = (session, node, emit) => {
  const until = node.children.some((child) => child.type === "until");
  do {
    if (!round(() => runBlock(session, node, emit))) break;
  } while (holds(session, node) !== until);
};

const forStatement: Execute = (session, node, emit) => {
  const part = (field: string) => node.children.find((child) => child.field === field);
  const [initializer, condition, iterator] = [
    "for_initializer",
    "for_condition",
    "for_iterator",
  ].map(part);
  const silent = () => undefined;
  if (initializer !== undefined) session.execute(initializer, silent);
  while (condition === undefined || toBoolean(session.evaluate(condition))) {
    if (!round(() => runBlock(session, node, emit))) break;
    if (iterator !== undefined) session.execute(iterator, silent);
  }
};

type SwitchMatch = (item: Value, condition: Value) => boolean;

const switchMatches: Readonly<Record<string, SwitchMatch>> = {
  "-exact": (item, condition) => areEqual(condition, item),
  "-wildcard": (item, condition) => wildcard(toText(condition)).test(toText(item)),
  "-regex": (item, condition) => matchPattern(toText(condition), false).test(toText(item)),
};

const switchStatement: Execute = (session, node, emit) => {
  const matches = switchMatch(node);
  const clauses = switchClauses(node);
  for (const item of itemsOf(
    session.evaluate(childAt(requiredChild(node, "switch_condition"), 0)),
  )) {
    session.scope.set("_", item);
    const goOn = round(() => runMatching(session, clauses, item, matches, emit));
    if (!goOn) break;
  }
};

function switchMatch(node: SyntaxNode): SwitchMatch {
  const option = childOf(node, "switch_parameters")?.text.toLowerCase() ?? "-exact";
  const match = switchMatches[option];
  if (match === undefined) throw new OutsideSubset(`switch ${option}`);
  return match;
}

function switchClauses(node: SyntaxNode): readonly SyntaxNode[] {
  const clauses = childOf(requiredChild(node, "switch_body"), "switch_clauses");
  return clauses === undefined ? [] : childrenOf(clauses, "switch_clause");
}

/** Every clause that matches runs; `default` runs if none did. */
function runMatching(
  session: Session,
  clauses: readonly SyntaxNode[],
  item: Value,
  matches: SwitchMatch,
  emit: Emit,
): void {
  const isDefault = (clause: SyntaxNode) => childAt(clause, 0).text.toLowerCase() === "default";
  const chosen = clauses.filter(
    (clause) => !isDefault(clause) && clauseMatches(session, childAt(clause, 0), item, matches),
  );
  const running = chosen.length > 0 ? chosen : clauses.filter(isDefault);
  for (const clause of running) runBlock(session, clause, emit);
}

function clauseMatches(
  session: Session,
  condition: SyntaxNode,
  item: Value,
  matches: SwitchMatch,
): boolean {
  const [inner] = condition.children;
  if (inner === undefined) return matches(item, condition.text);
  if (inner.type === "script_block_expression") throw new OutsideSubset("a script block in switch");
  return matches(item, session.evaluate(inner));
}

/** Statements that choose and repeat. */
export const controlStatements: Readonly<Record<string, Execute>> = {
  if_statement: ifStatement,
  foreach_statement: foreachStatement,
  while_statement: whileStatement,
  do_statement: doStatement,
  for_statement: forStatement,
  switch_statement: switchStatement,
};
