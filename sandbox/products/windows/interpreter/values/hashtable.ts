import { upperCase } from "../conversion/culture";
import { OutsideSubset } from "../outside-subset";
import { MemberTable } from "./member-table";
import { isNull, NetObject, nothing, type Method, type Value } from "./value";

type Entry = readonly [key: Value, value: Value];

/** `@{}` or `[ordered]@{}`: keys that are strings have any case. */
export class Hashtable extends NetObject {
  private readonly map = new Map<string, Entry>();

  constructor(readonly ordered = false) {
    super();
  }

  get typeName(): string {
    return this.ordered
      ? "System.Collections.Specialized.OrderedDictionary"
      : "System.Collections.Hashtable";
  }

  /**
   * The entries. A plain table has no order: .NET's is random, here it is backwards, so that a
   * script which relies on it shows.
   */
  get entries(): readonly Entry[] {
    const entries = [...this.map.values()];
    return this.ordered ? entries : entries.reverse();
  }

  get size(): number {
    return this.map.size;
  }

  has(key: Value): boolean {
    return this.map.has(normal(key));
  }

  get(key: Value): Value {
    return this.map.get(normal(key))?.[1] ?? null;
  }

  set(key: Value, value: Value): void {
    const known = this.map.get(normal(key));
    this.map.set(normal(key), [known?.[0] ?? key, isNull(value) ? null : value]);
  }

  remove(key: Value): void {
    this.map.delete(normal(key));
  }

  /** A key wins over the table's own property of that name, as in PowerShell. */
  override read(name: string): Value | undefined {
    if (this.has(name)) return this.get(name);
    if (unknown.test(name)) throw new OutsideSubset(`${this.typeName}.${name}`);
    return members.read(this, name);
  }

  override method(name: string): Method | undefined {
    return members.method(this, name);
  }

  override write(name: string, value: Value): boolean {
    this.set(name, value);
    return true;
  }

  override get isOpen(): boolean {
    return true;
  }

  toText(): string {
    return this.typeName;
  }
}

/** Keys are texts, whatever their case; .NET compares others by their types as well. */
function normal(key: Value): string {
  if (typeof key === "string") return upperCase(key);
  throw new OutsideSubset("a key that is no text");
}

/** What .NET's tables have besides. */
const unknown = /^(isfixedsize|isreadonly|issynchronized|syncroot)$/i;

const argument = ([key = null]: readonly Value[]): Value => key;

const members = new MemberTable<Hashtable>(
  {
    Count: (self) => self.size,
    Keys: (self) => self.entries.map(([key]) => key),
    Values: (self) => self.entries.map(([, value]) => value),
  },
  {
    "ContainsKey(object)": (self, args) => {
      if (!self.ordered) return self.has(argument(args));
      throw new OutsideSubset("ContainsKey of an ordered table, which has Contains alone");
    },
    "Remove(object)": (self, args) => {
      self.remove(argument(args));
      return nothing;
    },
  },
);
