import { type Conversion } from "../interpreter/conversion/types";
import { type Value } from "../interpreter/values/value";

/** What a parameter accepts. */
export interface ParameterType {
  /** The .NET name, for messages. */
  readonly name: string;
  /** Throws a `DotNetError` if the value does not fit. */
  readonly convert: Conversion;
  /** A switch stands alone: `-Force`, or `-Force:$false`. */
  readonly isSwitch?: boolean;
}

/** A cmdlet's parameter, named exactly as documented. */
export interface Parameter {
  readonly name: string;
  readonly type: ParameterType;
  /** Must be given; in a session without a person, leaving it out is an error. */
  readonly mandatory?: boolean;
  /** What a mandatory parameter takes though it is nothing: empty texts and lists, or `$null` as well. */
  readonly takes?: "empty" | "anything";
  /** The place of a word without a name, from 0. */
  readonly position?: number;
  /** Takes the items of the pipeline, one call for each. */
  readonly fromPipeline?: boolean;
  /** The parameter sets it belongs to; all of them if not said. */
  readonly sets?: readonly string[];
  readonly aliases?: readonly string[];
}

/** What was given to a cmdlet, converted, by the parameters' names. */
export class Given {
  constructor(private readonly values: ReadonlyMap<string, Value>) {}

  /** Whether the parameter was given at all: what is left out stays unchanged. */
  has(name: string): boolean {
    return this.values.has(name);
  }

  /** The value, or `fallback` if the parameter was left out. */
  get(name: string, fallback: Value = null): Value {
    return this.values.get(name) ?? fallback;
  }

  /** Whether a switch is on. */
  flag(name: string): boolean {
    return this.values.get(name) === true;
  }

  text(name: string): string {
    return this.require(name, (value) => typeof value === "string");
  }

  number(name: string): number {
    return this.require(name, (value) => typeof value === "number");
  }

  /** The items of a parameter that takes several; none if it was left out. */
  list(name: string): readonly Value[] {
    const value = this.values.get(name);
    return Array.isArray(value) ? value : [];
  }

  /** A value of a class that the parameter's type guarantees. */
  instance<T>(name: string, type: abstract new (...args: never[]) => T): T {
    return this.require(name, (value) => value instanceof type);
  }

  private require<T>(name: string, fits: (value: Value) => boolean): T {
    const value = this.get(name);
    if (!fits(value)) throw new Error(`the parameter ${name} was not given`);
    return value as T;
  }
}
