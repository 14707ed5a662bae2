import { type ScriptBlock } from "./values/script-block";
import { type Value } from "./values/value";

interface Variable {
  value: Value;
  /** What a typed variable such as `[int]$x` makes of everything put into it. */
  readonly convert: ((value: Value) => Value) | undefined;
}

/** Variables and functions; reading looks outwards through the callers, writing stays here. */
export class Scope {
  private readonly variables = new Map<string, Variable>();
  private readonly functions = new Map<string, ScriptBlock>();

  constructor(readonly parent?: Scope) {}

  /** The outermost scope, `$global:` and, for code that is in no file, `$script:`. */
  get outermost(): Scope {
    return this.parent?.outermost ?? this;
  }

  /** A variable's value; undefined if it was never set. */
  get(name: string): Value | undefined {
    return (this.variables.get(name.toLowerCase()) ?? this.parent?.find(name))?.value;
  }

  /** Sets a variable of this scope; a typed one converts. */
  set(name: string, value: Value, convert?: (value: Value) => Value): void {
    const known = this.variables.get(name.toLowerCase());
    const conversion = convert ?? known?.convert;
    this.variables.set(name.toLowerCase(), {
      value: conversion === undefined ? value : conversion(value),
      convert: conversion,
    });
  }

  getFunction(name: string): ScriptBlock | undefined {
    return this.functions.get(name.toLowerCase()) ?? this.parent?.getFunction(name);
  }

  setFunction(name: string, block: ScriptBlock): void {
    this.functions.set(name.toLowerCase(), block);
  }

  private find(name: string): Variable | undefined {
    return this.variables.get(name.toLowerCase()) ?? this.parent?.find(name);
  }
}
