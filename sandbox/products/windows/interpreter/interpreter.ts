import { type Command } from "./command";
import { NeverAnswers, OutsideSubset, PowerShellError } from "./errors";
import { ExitSignal, LoopSignal } from "./flow";
import { assignments } from "./evaluator/assignment";
import { controlStatements } from "./evaluator/control";
import { expressions } from "./evaluator/expressions";
import { pipelines } from "./evaluator/pipelines";
import { untilReturn } from "./evaluator/until-return";
import { scriptBlockOf } from "./evaluator/script-blocks";
import { plainStatements, runStatements } from "./evaluator/statements";
import { type Host } from "./host";
import { endedBeside } from "./members/beside";
import { writeToConsole } from "./output";
import { redirectable } from "./redirectable-host";
import { reportError } from "./report-error";
import { Session } from "./session";
import { type Grammar } from "./syntax/grammar";
import { parse } from "./syntax/parse";
import { PsObject } from "./values/ps-object";

const statements = new Map(
  Object.entries({ ...plainStatements, ...controlStatements, ...assignments, ...pipelines }),
);
const expressionTable = new Map(Object.entries(expressions));

/** What a script runs on and with. */
export interface Run {
  readonly grammar: Grammar;
  readonly host: Host;
  readonly commands: ReadonlyMap<string, Command>;
}

/**
 * Runs a script as `-EncodedCommand` does: it is read whole before anything runs, what it writes
 * goes to standard output, and errors nobody catches go to standard error.
 *
 * @returns the exit code: that of `exit`, 1 after an error that ended the script or its last
 *   statement, else 0
 */
export function runScript({ grammar, host: process, commands }: Run, source: string): number {
  const host = redirectable(process);
  const session = new Session({
    host,
    commands,
    parse: (text) => parse(grammar, text),
    statements,
    expressions: expressionTable,
  });
  session.global.set("PSVersionTable", versionTable(host));
  session.global.set("ErrorActionPreference", "Continue");
  session.global.set("WarningPreference", "Continue");
  if (host.edition.name === "Core") session.global.set("IsWindows", true);
  try {
    const block = scriptBlockOf(session.parse(source));
    untilReturn(() => {
      runStatements(session, block.statements, (item) => writeToConsole(host, item));
    });
    return session.succeeded ? 0 : 1;
  } catch (error) {
    return ending(session, error);
  }
}

function ending(session: Session, error: unknown): number {
  if (error instanceof ExitSignal) return error.code;
  if (error instanceof LoopSignal) {
    return ending(session, new OutsideSubset(`${error.kind} outside of a loop`));
  }
  if (error instanceof NeverAnswers) return endedBeside(session, error);
  if (error instanceof PowerShellError) reportError(session.host, error.record);
  else if (error instanceof OutsideSubset) {
    session.host.writeError(`${error.report(session.position)}\n`);
  } else throw error;
  return 1;
}

function versionTable({ edition }: Host): PsObject {
  return new PsObject("System.Management.Automation.PSVersionHashTable", [
    ["PSVersion", edition.version],
    ["PSEdition", edition.name],
  ]);
}
