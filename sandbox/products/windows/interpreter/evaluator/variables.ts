import { toText } from "../conversion/text";
import { failure, OutsideSubset } from "../errors";
import { type Scope } from "../scope";
import { type Evaluate, type Session } from "../session";
import { type SyntaxNode } from "../syntax/syntax-node";
import { type Value } from "../values/value";

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
    "ConfirmPreference ConsoleFileName DebugPreference EnabledExperimentalFeatures Error ErrorView " +
    "ExecutionContext Foreach FormatEnumerationLimit Home Host InformationPreference Input IsCoreCLR IsLinux " +
    "IsMacOS IsWindows LASTEXITCODE Matches MyInvocation NestedPromptLevel OFS OutputEncoding PID PROFILE " +
    "ProgressPreference PSBoundParameters PSCmdlet PSCommandPath PSCulture PSDefaultParameterValues PSEdition " +
    "PSEmailServer PSHome PSItem PSNativeCommandArgumentPassing PSNativeCommandUseErrorActionPreference " +
    "PSScriptRoot PSSessionOption PSStyle PSUICulture PWD ShellId StackTrace Switch This VerbosePreference " +
    "WhatIfPreference"
  )
    .toLowerCase()
    .split(" "),
);

/** Variables that change what PowerShell does, and what the stand-in knows of that. */
const settings: ReadonlyMap<string, RegExp> = new Map([
  ["erroractionpreference", /^(stop|continue)$/i],
  ["ofs", /^ $/],
]);

const automatic: Readonly<Record<string, (session: Session) => Value>> = {
  "?": (session) => session.succeeded,
};

const readers: Readonly<Record<string, (session: Session, name: string) => Value | undefined>> = {
  env: (session, name) => session.host.environment.get(name.toUpperCase()) ?? null,
  script: (session, name) => session.script.own(name),
  global: (session, name) => session.global.own(name),
  local: (session, name) => session.scope.own(name),
};

/** Reads a variable; one that was never set is `$null`. */
export const readVariable: Evaluate = (session, node) => {
  const { qualifier, name } = variableName(node);
  const value =
    qualifier === undefined
      ? (constants.get(name.toLowerCase()) ?? automatic[name]?.(session) ?? session.scope.get(name))
      : reader(qualifier, node)(session, name);
  if (value !== undefined) return value;
  if (unknownAutomatic.has(name.toLowerCase())) throw new OutsideSubset(node.text);
  return null;
};

function reader(qualifier: string, node: SyntaxNode) {
  const read = readers[qualifier];
  if (read === undefined) throw new OutsideSubset(node.text);
  return read;
}

const writable: Readonly<Record<string, (session: Session) => Scope>> = {
  "": ({ scope }) => scope,
  local: ({ scope }) => scope,
  script: ({ script }) => script,
  global: ({ global }) => global,
};

/** Sets a variable of the running scope, or of the one that the name says. */
export function writeVariable(session: Session, node: SyntaxNode, value: Value): void {
  const { qualifier = "", name } = variableName(node);
  const lower = name.toLowerCase();
  if (lower === "null" && qualifier === "") return;
  if (constants.has(lower)) {
    throw failure(`Cannot overwrite variable ${name} because it is read-only or constant.`, {
      type: "System.Management.Automation.SessionStateUnauthorizedAccessException",
      id: "VariableNotWritable",
    });
  }
  const scope = writable[qualifier];
  const isKnown = settings.get(lower)?.test(toText(value)) ?? true;
  if (scope === undefined || !isKnown) throw new OutsideSubset(`${node.text} = ${toText(value)}`);
  scope(session).set(name, value);
}
