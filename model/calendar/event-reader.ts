import { type EventTerm } from "./event-term";
import { type Field } from "./field";
import { weekdays } from "./weekday";

/**
 * Reads the parts of a calendar event from the front of a text, as much of each as fits; blanks between parts may be
 * missing. Where something does not fit it stays where it was, and keeps a note why.
 */
export class EventReader {
  readonly notes: string[] = [];

  constructor(public rest: string) {}

  /** Reads all of it or nothing. */
  all<T>(read: () => T | undefined): T | undefined {
    const start = this.rest;
    const found = read();
    if (found === undefined) this.rest = start;
    return found;
  }

  /** Whether these characters come next; they are read then. */
  took(expected: string): boolean {
    if (!this.rest.startsWith(expected)) return false;
    this.rest = this.rest.slice(expected.length);
    return true;
  }

  skipBlanks(): void {
    this.rest = this.rest.replace(/^[ \t]+/, "");
  }

  /**
   * The terms of a part; none for `*`, which stands for every value.
   *
   * @param first - where `*` with a step begins
   */
  part(field: Field, first = field.min): readonly EventTerm[] | undefined {
    return this.rest.startsWith("*")
      ? this.#every(field, first)
      : this.#list(() => this.#term(field));
  }

  /** The days of a list such as `mon..fri,sun`, as ISO numbers in the order they stand in. */
  weekdays(): number[] | undefined {
    return this.#list(() => this.#weekdayRange())?.flat();
  }

  #every(field: Field, first: number): readonly EventTerm[] | undefined {
    return this.all(() => {
      this.took("*");
      if (this.rest.startsWith(",")) this.notes.push(`"*" stands alone in the ${field.name}`);
      // A step of 0 is left for what comes behind to stumble over.
      if (!/^\/0*[1-9]/.test(this.rest)) return [];
      this.took("/");
      const step = this.#number(field, "the step of the ");
      return step === undefined ? undefined : [{ from: first, step }];
    });
  }

  /** At least one; a comma with nothing readable behind it is left. */
  #list<T>(item: () => T | undefined): T[] | undefined {
    const first = item();
    if (first === undefined) return undefined;
    const found = [first];
    for (;;) {
      const next = this.all(() => (this.took(",") ? item() : undefined));
      if (next === undefined) return found;
      found.push(next);
    }
  }

  #term(field: Field): EventTerm | undefined {
    return this.all(() => {
      const from = this.#number(field);
      if (from === undefined) return undefined;
      const to = this.all(() => (this.took("..") ? this.#number(field) : undefined));
      if (to !== undefined && from > to) {
        this.notes.push(`the range ${from}..${to} of the ${field.name} runs backwards`);
        return undefined;
      }
      const stepped = this.took("/");
      const step = stepped ? this.#number(field, "the step of the ") : Number(to !== undefined);
      if (step === undefined) return undefined;
      return { from, ...(to === undefined ? {} : { to }), step };
    });
  }

  /** Values from 0 on are read, also where the part begins with 1: nothing ever has them. */
  #number({ name, min, max }: Field, before = ""): number | undefined {
    const [digits = ""] = /^\d*/.exec(this.rest) ?? [];
    const value = Number(digits);
    if (digits === "") return undefined;
    if (value <= max) {
      this.rest = this.rest.slice(digits.length);
      return value;
    }
    this.notes.push(`${before}${name} ${digits} is outside ${min} to ${max}`);
    return undefined;
  }

  /** A range may go over the end of the week. */
  #weekdayRange(): number[] | undefined {
    const first = this.#weekday();
    if (first === undefined) return undefined;
    const last = this.all(() => (this.took("..") ? this.#weekday() : undefined)) ?? first;
    const length = ((last - first + 7) % 7) + 1;
    return Array.from({ length }, (_, index) => ((first - 1 + index) % 7) + 1);
  }

  #weekday(): number | undefined {
    const [word = ""] = /^[a-z]*/i.exec(this.rest) ?? [];
    const given = word.toLowerCase();
    const index = weekdays.findIndex((full) => full === given || full.slice(0, 3) === given);
    if (index < 0) {
      this.notes.push(`"${word}" is not a day of the week (mon … sun)`);
      return undefined;
    }
    this.rest = this.rest.slice(word.length);
    return index + 1;
  }
}
