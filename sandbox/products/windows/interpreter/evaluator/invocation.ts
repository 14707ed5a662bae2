import { typeNameOf } from "../conversion/text";
import { DotNetError, failure, OutsideSubset } from "../errors";
import { methodOf } from "../members/member";
import { staticMethod } from "../members/static-types";
import { type Evaluate, type Session } from "../session";
import { childAt, childOf, requiredChild, type SyntaxNode } from "../syntax/syntax-node";
import { Exception } from "../values/error-record";
import { isNull, type Method, type Value } from "../values/value";
import { memberName, requireType } from "./member-name";

/** The arguments between a call's parentheses. */
export function argumentsOf(session: Session, list: SyntaxNode): readonly Value[] {
  const inner = childOf(list, "argument_expression_list");
  const nodes = inner?.children ?? [];
  return nodes
    .filter((child) => child.type !== ",")
    .map((child) => session.evaluate(child))
    .map((value) => (isNull(value) ? null : value));
}

/** `object.Method(…)` and `[Type]::Method(…)`. */
export const invocation: Evaluate = (session, node) => {
  const object = session.evaluate(childAt(node, 0));
  session.position = node.position;
  const name = memberName(session, requiredChild(node, "member_name"));
  const args = argumentsOf(session, requiredChild(node, "argument_list"));
  session.position = node.position;
  const method =
    childAt(node, 1).text === "::"
      ? staticMethod(session, requireType(object), name)
      : instanceMethod(object, name);
  return call(name, method, args);
};

/** A method of an object, for a call written as a command's argument. */
export function instanceMethod(object: Value, name: string): Method {
  if (isNull(object)) {
    throw failure("You cannot call a method on a null-valued expression.", {
      id: "InvokeMethodOnNull",
    });
  }
  const method = methodOf(object, name);
  if (method === undefined) throw new OutsideSubset(`${typeNameOf(object)}.${name}()`);
  return method;
}

/** Calls a method; what it throws is wrapped as PowerShell wraps it. */
export function call(name: string, method: Method, args: readonly Value[]): Value {
  try {
    return method(args);
  } catch (error) {
    if (error instanceof RangeError) throw new OutsideSubset(error.message);
    if (!(error instanceof DotNetError)) throw error;
    throw failure(
      `Exception calling "${name}" with "${args.length}" argument(s): "${error.message}"`,
      {
        type: "System.Management.Automation.MethodInvocationException",
        id: error.typeName.split(".").at(-1) ?? "",
        inner: new Exception(error.typeName, error.message),
      },
    );
  }
}
