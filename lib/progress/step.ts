/** What a running step may say and ask. */
export interface StepControl {
  /** Says in a few words what is going on; the last words stay on the step's closing line. */
  readonly detail: (text: string) => void;
  /** The result of a step named in `needs`. Throws for any other step: its end is not certain. */
  readonly result: <T>(step: Step<T>) => T;
}

/**
 * A named piece of work that ends with a `T`. Steps name the steps they need by reference, so a
 * circle cannot be written and results keep their types.
 */
export interface Step<T = unknown> {
  /** What people read, for instance `Pulumi CLI 3.259.0`. */
  readonly name: string;
  readonly needs: readonly Step[];
  run(control: StepControl): Promise<T>;
}

/** Makes a step; `needs` are the steps whose results it uses. */
export function step<T>(
  name: string,
  run: (control: StepControl) => Promise<T>,
  needs: readonly Step[] = [],
): Step<T> {
  return { name, needs, run };
}
