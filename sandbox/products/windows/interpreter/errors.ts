import { ErrorRecord, Exception } from "./values/error-record";
import { type Value } from "./values/value";

export { OutsideSubset } from "./outside-subset";

/** How far an error reaches that nothing catches: the statement, or the whole script. */
export type Reach = "statement" | "script";

/** A terminating error of PowerShell: what `try` catches. */
export class PowerShellError extends Error {
  constructor(
    readonly record: ErrorRecord,
    readonly reach: Reach,
  ) {
    super(record.exception.message);
  }
}

/** An exception of the simulated .NET: a method that throws it is reported by its caller. */
export class DotNetError extends Error {
  constructor(
    readonly typeName: string,
    message: string,
  ) {
    super(message);
  }
}

/**
 * A command waits for something that never comes, such as an answer. No `catch` and no `finally` of the script runs:
 * the process stays where it is until something ends it.
 */
export class NeverAnswers extends Error {
  constructor(readonly command: string) {
    super(`${command} waits for ever`);
  }
}

/** What an error says beside its message. */
export interface ErrorDetails {
  /** The exception's .NET type. */
  readonly type?: string;
  /** PowerShell's error id, before the comma. */
  readonly id?: string;
  readonly reach?: Reach;
  readonly target?: Value;
  /** The exception that this one wraps. */
  readonly inner?: Exception;
}

/** A terminating error; it ends the statement unless told otherwise. */
export function failure(message: string, details: ErrorDetails = {}): PowerShellError {
  return new PowerShellError(errorRecord(message, details), details.reach ?? "statement");
}

/** An error as `$_` shows it in `catch`. */
export function errorRecord(message: string, details: ErrorDetails = {}): ErrorRecord {
  const exception = new Exception(
    details.type ?? "System.Management.Automation.RuntimeException",
    message,
    details.inner ?? null,
  );
  return new ErrorRecord(exception, details.id ?? "RuntimeException", details.target ?? null);
}
