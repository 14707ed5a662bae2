/** What an empty pipeline gives: nothing when it is piped on, `$null` when it is looked at. */
export const nothing = Symbol("AutomationNull");

/** Anything that a PowerShell variable can hold. */
export type Value =
  null | typeof nothing | string | number | boolean | Uint8Array | Value[] | NetObject;

/** A method bound to its object. */
export type Method = (args: readonly Value[]) => Value;

/** Every value that is not a primitive or an array. Member names have any case. */
export abstract class NetObject {
  /** The full .NET name of the type. */
  abstract readonly typeName: string;

  /** What `[string]` makes of it. */
  abstract toText(): string;

  toString(): string {
    return this.toText();
  }

  /** A property's value; undefined if there is no such property. */
  read(_name: string): Value | undefined {
    return undefined;
  }

  /** A method; undefined if there is no such method. */
  method(_name: string): Method | undefined {
    return undefined;
  }

  /** Sets a property; false if there is no such property that can be set. */
  write(_name: string, _value: Value): boolean {
    return false;
  }

  /** Whether reading an unknown property gives `$null`, as with objects whose shape is known. */
  get isOpen(): boolean {
    return false;
  }
}

/** `$null`, or the result of an empty pipeline. */
export function isNull(value: Value): value is null | typeof nothing {
  return value === null || value === nothing;
}

/** Several results as one value: none, the only one, or an array. */
export function unwrap(values: readonly Value[]): Value {
  const [first] = values;
  if (values.length === 0 || first === undefined) return nothing;
  return values.length === 1 ? first : [...values];
}

/** One value as what a pipeline would carry: the items of an array, else the value itself. */
export function itemsOf(value: Value): readonly Value[] {
  if (value === nothing) return [];
  if (value instanceof Uint8Array) return [...value];
  return Array.isArray(value) ? value : [value];
}
