import { failure, OutsideSubset } from "../errors";
import { type Evaluate, type Session } from "../session";
import { type SyntaxNode } from "../syntax/syntax-node";
import { nothing, type Value } from "../values/value";

/** A variable's name as written, without `$` and braces; the part before a colon is apart. */
interface VariableName {
  readonly qualifier: string | undefined;
  readonly name: string;
}

/** Takes a variable apart: `$x`, `${x y}`, `$script:x`, `$env:TEMP`. */
export function variableName(node: SyntaxNode): VariableName {
  const written = node.text.replace(/^[$@]\{?/, "").replace(/\}$/, "");
  const [, qualifier, name] = /^(?:(\w+):)?([\s\S]*)$/.exec(written) ?? [];
  return { qualifier: qualifier?.toLowerCase(), name: name ?? "" };
}

const constants: ReadonlyMap<string, Value> = new Map<string, Value>([
  ["true", true],
  ["false", false],
  ["null", null],
]);

/** Variables that PowerShell sets and this stand-in does not. */
const unknownAutomatic = new Set(
  (
    "Error ExecutionContext Foreach Home Host Input LASTEXITCODE MyInvocation NestedPromptLevel PID " +
    "PROFILE PSCmdlet PSCommandPath PSCulture PSHome PSScriptRoot PSUICulture PWD StackTrace Switch"
  )
    .toLowerCase()
    .split(" "),
);

const automatic: Readonly<Record<string, (session: Session) => Value>> = {
  "?": (session) => session.succeeded,
};

const readers: Readonly<Record<string, (session: Session, name: string) => Value | undefined>> = {
  env: (session, name) => session.host.environment.get(name.toUpperCase()) ?? null,
  script: (session, name) => session.scope.outermost.get(name),
  global: (session, name) => session.scope.outermost.get(name),
  local: (session, name) => session.scope.get(name),
};

/** Reads a variable; one that was never set is `$null`, or an error in strict mode. */
export const readVariable: Evaluate = (session, node) => {
  const { qualifier, name } = variableName(node);
  const value =
    qualifier === undefined
      ? (constants.get(name.toLowerCase()) ?? automatic[name]?.(session) ?? session.scope.get(name))
      : reader(qualifier, node)(session, name);
  if (value !== undefined) return value;
  if (unknownAutomatic.has(name.toLowerCase())) throw new OutsideSubset(node.text);
  if (session.strict && !constants.has(name.toLowerCase())) {
    throw failure(`The variable '$${name}' cannot be retrieved because it has not been set.`, {
      id: "VariableIsUndefined",
    });
  }
  return null;
};

function reader(qualifier: string, node: SyntaxNode) {
  const read = readers[qualifier];
  if (read === undefined) throw new OutsideSubset(node.text);
  return read;
}

const shared = new Set(["script", "global"]);

/** Sets a variable of the running scope, or of the outermost one if the name says so. */
export function writeVariable(
  session: Session,
  node: SyntaxNode,
  value: Value,
  convert?: (value: Value) => Value,
): void {
  const { qualifier, name } = variableName(node);
  if (name.toLowerCase() === "null" && qualifier === undefined) return;
  if (constants.has(name.toLowerCase())) {
    throw failure(`Cannot overwrite variable ${name} because it is read-only or constant.`, {
      type: "System.Management.Automation.SessionStateUnauthorizedAccessException",
      id: "VariableNotWritable",
    });
  }
  if (qualifier !== undefined && qualifier !== "local" && !shared.has(qualifier)) {
    throw new OutsideSubset(node.text);
  }
  const scope = shared.has(qualifier ?? "") ? session.scope.outermost : session.scope;
  scope.set(name, value === nothing ? nothing : value, convert);
}
