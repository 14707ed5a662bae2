/** One refused parameter: its name and why, in the product's words. */
export type Fault = readonly [name: string, reason: string];

/** Every refused parameter of one command, rendered the way `proxmox-schema` does. */
export class ParameterError extends Error {
  constructor(readonly faults: readonly Fault[]) {
    super(render(faults));
    this.name = "ParameterError";
  }
}

/** A value that only the type behind its parameter refuses, after every parameter was checked; without usage. */
export class Unreadable extends Error {}

/** The error of a single parameter. */
export function parameterError(name: string, reason: string): ParameterError {
  return new ParameterError([[name, reason]]);
}

/** The text of anything thrown: an error's message, else its string form. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function render(faults: readonly Fault[]): string {
  const [first, ...others] = faults;
  if (first !== undefined && others.length === 0) {
    return `parameter verification failed - '${first[0]}': ${first[1]}`;
  }
  const lines = faults.map(([name, reason]) => `- '${name}': ${reason}`);
  return ["parameter verification failed:", ...lines].join("\n");
}
