import { systemClock, type Clock } from "./clock";
import { createDisplay, type Output, type StepView } from "./display";
import { StepsFailed, type StepFailure } from "./steps-failed";
import { type Step, type StepControl } from "./step";

/** How `runSteps` shows what it does; all fields have working defaults. */
export interface RunOptions {
  /** Where progress goes; standard error by default, so that standard output stays a command's own. */
  readonly output?: Output;
  readonly clock?: Clock;
}

/** What the steps ended with. */
export interface Results {
  /** The result of `step`; throws if that step was not among those run. */
  of<T>(step: Step<T>): T;
}

type Outcome =
  | { readonly kind: "done"; readonly value: unknown }
  | { readonly kind: "failed"; readonly error: unknown }
  | { readonly kind: "skipped" };

/** `steps` and everything they need, each once, needs first. */
function withNeeds(steps: readonly Step[], found = new Set<Step>()): Set<Step> {
  for (const each of steps) {
    withNeeds(each.needs, found);
    found.add(each);
  }
  return found;
}

function valueOf(outcome: Outcome | undefined, name: string): unknown {
  if (outcome?.kind === "done") return outcome.value;
  throw new Error(
    `The result of the step "${name}" was asked for, but that step is not needed here.`,
  );
}

/**
 * Runs `steps` and all they need: each as soon as its needs are met, independent ones side by side.
 * A failing step stops only what needs it; the others go on to their end. Then all failures are
 * thrown as one `StepsFailed`.
 */
export async function runSteps(
  steps: readonly Step[],
  { output = process.stderr, clock = systemClock }: RunOptions = {},
): Promise<Results> {
  const display = createDisplay(output, clock);
  const all = withNeeds(steps);
  const outcomes = new Map<Step, Outcome>();

  const attempt = async (each: Step, view: StepView): Promise<Outcome> => {
    const control: StepControl = {
      detail: (text) => view.detail(text),
      result: <T>(needed: Step<T>) => {
        const known = each.needs.includes(needed) ? outcomes.get(needed) : undefined;
        return valueOf(known, needed.name) as T;
      },
    };
    try {
      const value = await each.run(control);
      view.done();
      return { kind: "done", value };
    } catch (error) {
      view.failed();
      return { kind: "failed", error };
    }
  };

  const running = new Map<Step, Promise<void>>();
  const start = async (each: Step): Promise<void> => {
    for (const needed of each.needs) await running.get(needed);
    const ready = each.needs.every((needed) => outcomes.get(needed)?.kind === "done");
    outcomes.set(each, ready ? await attempt(each, display.start(each.name)) : { kind: "skipped" });
  };

  const stopDisplay = display.open();
  try {
    for (const each of all) running.set(each, start(each));
    await Promise.all(running.values());
  } finally {
    stopDisplay();
  }
  throwFailures(all, outcomes);
  return { of: <T>(each: Step<T>) => valueOf(outcomes.get(each), each.name) as T };
}

function throwFailures(steps: Iterable<Step>, outcomes: ReadonlyMap<Step, Outcome>): void {
  const failures: StepFailure[] = [];
  const skipped: string[] = [];
  for (const each of steps) {
    const outcome = outcomes.get(each);
    if (outcome?.kind === "failed") failures.push({ step: each.name, error: outcome.error });
    if (outcome?.kind === "skipped") skipped.push(each.name);
  }
  if (failures.length > 0) throw new StepsFailed(failures, skipped);
}
