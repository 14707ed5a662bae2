import { Double } from "./double";
import { MemberTable } from "./member-table";
import { NetObject, type Method, type Value } from "./value";

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

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

  /** Reads `[-][d.]hh:mm[:ss[.fff]]`, or days alone; undefined for any other text. */
  static parse(text: string): TimeSpan | undefined {
    const match = /^\s*(-)?(?:(\d+)\.)?(\d{1,2}):(\d{1,2})(?::(\d{1,2})(\.\d{1,7})?)?\s*$/.exec(
      text,
    );
    if (match === null) {
      return /^\s*-?\d+\s*$/.test(text) ? new TimeSpan(Number(text) * day) : undefined;
    }
    const [, sign, days = "0", hours, minutes, seconds = "0", fraction = "0"] = match;
    if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return undefined;
    const length =
      Number(days) * day +
      Number(hours) * hour +
      Number(minutes) * minute +
      (Number(seconds) + Number(fraction)) * second;
    return new TimeSpan(sign === undefined ? length : -length);
  }

  override read(name: string): Value | undefined {
    return members.read(this, name);
  }

  override method(name: string): Method | undefined {
    return members.method(this, name);
  }

  /** .NET's constant form, `[-][d.]hh:mm:ss[.fffffff]`. */
  toText(): string {
    const length = Math.abs(this.milliseconds);
    const part = (unit: number, limit: number) =>
      String(Math.floor(length / unit) % limit).padStart(2, "0");
    const days = Math.floor(length / day);
    const fraction = Math.round(length % second);
    return (
      (this.milliseconds < 0 ? "-" : "") +
      (days === 0 ? "" : `${days}.`) +
      `${part(hour, 24)}:${part(minute, 60)}:${part(second, 60)}` +
      (fraction === 0 ? "" : `.${String(fraction).padStart(3, "0")}0000`)
    );
  }
}

const whole = (unit: number, limit: number) => (self: TimeSpan) =>
  Math.trunc(self.milliseconds / unit) % limit;

const total = (unit: number) => (self: TimeSpan) => new Double(self.milliseconds / unit);

const members = new MemberTable<TimeSpan>(
  {
    Days: whole(day, Infinity),
    Hours: whole(hour, 24),
    Minutes: whole(minute, 60),
    Seconds: whole(second, 60),
    Milliseconds: whole(1, 1000),
    Ticks: (self) => Math.round(self.milliseconds * 10_000),
    TotalDays: total(day),
    TotalHours: total(hour),
    TotalMinutes: total(minute),
    TotalSeconds: total(second),
    TotalMilliseconds: total(1),
  },
  {
    ToString: (self, args) => {
      const [format = "c"] = args;
      if (format === "c") return self.toText();
      if (format === "hh\\:mm") return self.toText().replace(/^.*?(\d\d:\d\d):.*$/, "$1");
      throw new RangeError(`TimeSpan.ToString(${String(format)})`);
    },
  },
);
