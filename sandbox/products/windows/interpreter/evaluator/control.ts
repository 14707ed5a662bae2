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
import { type Value } from "../values/value";
import { loopItems, statementsOf } from "./literals";
import { matches } from "./regular-expression";
import { runStatements } from "./statements";
import { writeVariable } from "./variables";

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

const switchTests: Readonly<Record<string, (item: Value, condition: Value) => boolean>> = {
  "": (item, condition) => areEqual(condition, item),
  "-regex": (item, condition) => matches(toText(condition), toText(item), false),
};

const switchStatement: Execute = (session, node, emit) => {
  const option = childOf(node, "switch_parameters")?.text.toLowerCase() ?? "";
  const test = switchTests[option];
  if (test === undefined) throw new OutsideSubset(`switch ${option}`);
  const item = session.evaluate(childAt(requiredChild(node, "switch_condition"), 0));
  if (Array.isArray(item)) throw new OutsideSubset("switch with several values");
  const chosen = (condition: Value) => test(item, condition);
  session.withItem(item, () => round(() => runMatching(session, node, chosen, emit)));
};

/** Every clause that matches runs; `default` runs if none did. */
function runMatching(
  session: Session,
  node: SyntaxNode,
  isChosen: (condition: Value) => boolean,
  emit: Emit,
): void {
  const list = childOf(requiredChild(node, "switch_body"), "switch_clauses");
  const clauses = list === undefined ? [] : childrenOf(list, "switch_clause");
  const isDefault = (clause: SyntaxNode) => childAt(clause, 0).text.toLowerCase() === "default";
  let none = true;
  for (const clause of clauses.filter((each) => !isDefault(each))) {
    if (!isChosen(conditionValue(session, childAt(clause, 0)))) continue;
    none = false;
    runBlock(session, clause, emit);
  }
  for (const clause of clauses.filter((each) => none && isDefault(each))) {
    runBlock(session, clause, emit);
  }
}

function conditionValue(session: Session, condition: SyntaxNode): Value {
  const [inner] = condition.children;
  if (inner?.type === "script_block_expression")
    throw new OutsideSubset("a script block in switch");
  return inner === undefined ? condition.text : session.evaluate(inner);
}

/** Statements that choose and repeat. */
export const controlStatements: Readonly<Record<string, Execute>> = {
  if_statement: ifStatement,
  foreach_statement: foreachStatement,
  for_statement: forStatement,
  switch_statement: switchStatement,
};
