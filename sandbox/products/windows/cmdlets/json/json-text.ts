import { OutsideSubset } from "../../interpreter/errors";

/** What is made of the parts of a JSON text, from the inside out. */
export interface JsonMaker<T> {
  /** A number as it is written. */
  number(written: string): T;
  string(text: string): T;
  constant(value: boolean | null): T;
  array(items: readonly T[]): T;
  /** Names and values as they are written, in their order. */
  object(entries: readonly (readonly [name: string, value: T])[]): T;
}

/** A token: punctuation, a word, a number or a string. */
const token =
  /[ \t\r\n]*(?:([[\]{}:,])|(true|false|null)|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)|("(?:[^"\\\0-\x1f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"))/y;

const constants: Readonly<Record<string, boolean | null>> = {
  true: true,
  false: false,
  null: null,
};

/** PowerShell reads no deeper. */
const deepest = 1024;

/**
 * Reads JSON as RFC 8259 has it, digit by digit and name by name: `JSON.parse` keeps neither.
 *
 * @throws OutsideSubset for whatever else PowerShell may take for JSON, or may refuse
 */
export function readJsonText<T>(text: string, maker: JsonMaker<T>): T {
  const reader = new Reader(text, maker);
  const value = reader.value(0);
  reader.end();
  return value;
}

class Reader<T> {
  private place = 0;

  constructor(
    private readonly text: string,
    private readonly maker: JsonMaker<T>,
  ) {}

  value(depth: number): T {
    if (depth > deepest) throw this.fault();
    const [, mark, word, number, string] = this.next();
    if (number !== undefined) return this.maker.number(number);
    if (string !== undefined) return this.maker.string(JSON.parse(string) as string);
    if (word !== undefined) return this.maker.constant(constants[word] ?? null);
    if (mark === "[") return this.maker.array(this.list("]", () => this.value(depth + 1)));
    if (mark === "{") return this.maker.object(this.list("}", () => this.entry(depth + 1)));
    throw this.fault();
  }

  end(): void {
    if (/[^ \t\r\n]/.test(this.text.slice(this.place))) throw this.fault();
  }

  private entry(depth: number): readonly [string, T] {
    const name = this.next()[4];
    if (name === undefined) throw this.fault();
    this.mark(":");
    return [JSON.parse(name) as string, this.value(depth)];
  }

  private list<Item>(close: string, item: () => Item): readonly Item[] {
    const items: Item[] = [];
    const start = this.place;
    if (this.next()[1] === close) return items;
    this.place = start;
    do items.push(item());
    while (this.mark(",", close) === ",");
    return items;
  }

  private mark(...allowed: readonly string[]): string {
    const mark = this.next()[1];
    if (mark === undefined || !allowed.includes(mark)) throw this.fault();
    return mark;
  }

  private next(): RegExpExecArray {
    token.lastIndex = this.place;
    const found = token.exec(this.text);
    if (found === null) throw this.fault();
    this.place = token.lastIndex;
    return found;
  }

  private fault(): OutsideSubset {
    return new OutsideSubset(`ConvertFrom-Json of what is no plain JSON at ${this.place}`);
  }
}
