import { type ScriptBlock } from "./values/script-block";
import { type Value } from "./values/value";

/** Variables and functions; reading looks outwards through the callers, writing stays here. */
export class Scope {
  private readonly variables = new Map<string, Value>();
  private readonly functions = new Map<string, ScriptBlock>();

  constructor(readonly parent?: Scope) {}

  /** A variable's value; undefined if it was never set. */
  get(name: string): Value | undefined {
    const isHere = this.variables.has(name.toLowerCase());
    return isHere ? this.own(name) : this.parent?.get(name);
  }

  /** The same, of this scope alone. */
  own(name: string): Value | undefined {
    return this.variables.get(name.toLowerCase());
  }

  /** Sets a variable of this scope. */
  set(name: string, value: Value): void {
    this.variables.set(name.toLowerCase(), value);
  }

  getFunction(name: string): ScriptBlock | undefined {
    return this.functions.get(name.toLowerCase()) ?? this.parent?.getFunction(name);
  }

  setFunction(name: string, block: ScriptBlock): void {
    this.functions.set(name.toLowerCase(), block);
  }
}
