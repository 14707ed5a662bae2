import { NetObject, type Value } from "./value";

/** An object of named properties: a `[pscustomobject]`, or what a cmdlet returns. */
export class PsObject extends NetObject {
  private readonly slots = new Map<string, { readonly name: string; value: Value }>();

  constructor(
    readonly typeName: string = PsObject.custom,
    entries: Iterable<readonly [string, Value]> = [],
    private readonly text?: string,
  ) {
    super();
    for (const [name, value] of entries) this.slots.set(name.toLowerCase(), { name, value });
  }

  /** The type of `[pscustomobject]@{}`. */
  static readonly custom = "System.Management.Automation.PSCustomObject";

  /** Name and value of every property, in the order they were made. */
  get entries(): readonly (readonly [string, Value])[] {
    return [...this.slots.values()].map(({ name, value }) => [name, value] as const);
  }

  /** A property's value; `$null` if there is none. */
  get(name: string): Value {
    return this.slots.get(name.toLowerCase())?.value ?? null;
  }

  /** Sets a property, making it if it is missing. */
  set(name: string, value: Value): void {
    const slot = this.slots.get(name.toLowerCase());
    if (slot === undefined) this.slots.set(name.toLowerCase(), { name, value });
    else slot.value = value;
  }

  override read(name: string): Value | undefined {
    return this.slots.get(name.toLowerCase())?.value;
  }

  /** Only the properties of a `[pscustomobject]` can be set; those of a cmdlet's object cannot. */
  override write(name: string, value: Value): boolean {
    const slot = this.slots.get(name.toLowerCase());
    if (slot === undefined || this.typeName !== PsObject.custom) return false;
    slot.value = value;
    return true;
  }

  /** What a cmdlet's object has beside what the stand-in gives it, nobody knows. */
  override get isOpen(): boolean {
    return this.typeName === PsObject.custom;
  }

  /** The text given for it; a cmdlet's object without one has a text that nothing documents. */
  toText(): string {
    return this.text ?? this.typeName;
  }

  /** Whether {@link toText} is what the product documents. */
  get hasText(): boolean {
    return this.text !== undefined;
  }
}
