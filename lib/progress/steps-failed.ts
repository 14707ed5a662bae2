import { messageOf } from "./message-of";

/** One step that did not reach its end, and why. */
export interface StepFailure {
  readonly step: string;
  readonly error: unknown;
}

const indented = (text: string) => text.replaceAll("\n", "\n  ");

/** Every failed step with its message, steps that failed for the same reason together. */
function report(failures: readonly StepFailure[], skipped: readonly string[]): string {
  const byMessage = new Map<string, string[]>();
  for (const { step, error } of failures) {
    const message = messageOf(error);
    byMessage.set(message, [...(byMessage.get(message) ?? []), step]);
  }
  const faults = [...byMessage].map(
    ([message, steps]) => `✗ ${steps.join(", ")}:\n  ${indented(message)}`,
  );
  const consequence =
    skipped.length > 0 ? [`Not tried because of this: ${skipped.join(", ")}.`] : [];
  return [...faults, ...consequence].join("\n");
}

/** Thrown once all steps have ended, if any failed. Its message is the whole report for people. */
export class StepsFailed extends Error {
  constructor(
    readonly failures: readonly StepFailure[],
    readonly skipped: readonly string[],
  ) {
    super(report(failures, skipped), { cause: failures[0]?.error });
    this.name = "StepsFailed";
  }
}
