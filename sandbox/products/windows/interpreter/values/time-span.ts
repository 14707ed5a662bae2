import { OutsideSubset } from "../outside-subset";
import { Double } from "./double";
import { MemberTable } from "./member-table";
import { NetObject, type Value } from "./value";

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** Ticks in a millisecond. */
const ticks = 10_000;

/** A length of time, in milliseconds. */
export class TimeSpan extends NetObject {
  readonly typeName = "System.TimeSpan";

  constructor(readonly milliseconds: number) {
    super();
  }

  /** Lengths by the unit that .NET's `From…` methods are named for, in milliseconds. */
  static readonly units = {
    Days: day,
    Hours: hour,
    Minutes: minute,
    Seconds: second,
    Milliseconds: 1,
  };

  /**
   * Reads `[-][d.]hh:mm[:ss[.fff]]`, or days alone; undefined for any other text.
   *
   * @throws OutsideSubset for numbers in other forms, or beyond those of a clock
   */
  static parse(text: string): TimeSpan | undefined {
    const parts = clock.exec(text);
    if (parts === null) return days(text);
    const [, sign, ...numbers] = parts;
    const [before = 0, hours = 0, minutes = 0, seconds = 0] = numbers.map((each) =>
      Number(each ?? 0),
    );
    if (hours > 23 || minutes > 59 || seconds > 59) throw beyond(text);
    const fraction = Number((parts[6] ?? "").padEnd(7, "0")) / ticks;
    const length = before * day + hours * hour + minutes * minute + seconds * second + fraction;
    return new TimeSpan(sign === undefined ? length : -length);
  }

  override read(name: string): Value | undefined {
    return members.read(this, name);
  }

  /** .NET's constant form, `[-][d.]hh:mm:ss[.fffffff]`. */
  toText(): string {
    const length = Math.round(Math.abs(this.milliseconds) * ticks);
    const part = (unit: number, limit: number) =>
      String(Math.floor(length / (unit * ticks)) % limit).padStart(2, "0");
    const days = Math.floor(length / (day * ticks));
    const fraction = length % (second * ticks);
    return (
      (this.milliseconds < 0 ? "-" : "") +
      (days === 0 ? "" : `${days}.`) +
      `${part(hour, 24)}:${part(minute, 60)}:${part(second, 60)}` +
      (fraction === 0 ? "" : `.${String(fraction).padStart(7, "0")}`)
    );
  }
}

/** Days alone, or no TimeSpan at all. */
function days(text: string): TimeSpan | undefined {
  if (/^\s*\d{1,7}\s*$/.test(text)) return new TimeSpan(Number(text) * day);
  if (/^[\s\d:.,-]*\d[\s\d:.,-]*$/.test(text)) throw beyond(text);
  return undefined;
}

const beyond = (text: string) => new OutsideSubset(`the TimeSpan '${text}'`);

const clock = /^\s*(-)?(?:(\d{1,7})\.)?(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d{1,7}))?)?\s*$/;

const total = (unit: number) => (self: TimeSpan) => new Double(self.milliseconds / unit);

const members = new MemberTable<TimeSpan>({
  TotalDays: total(day),
  TotalHours: total(hour),
  TotalMinutes: total(minute),
  TotalSeconds: total(second),
  TotalMilliseconds: total(1),
});
