import { dayOfWeek } from "./enum-value";
import { MemberTable } from "./member-table";
import { TimeSpan } from "./time-span";
import { NetObject, type Method, type Value } from "./value";

/** An instant. The simulated host's time zone is UTC, so local and universal time are one. */
export class DateTime extends NetObject {
  readonly typeName = "System.DateTime";

  constructor(
    /** Milliseconds since 1970. */
    readonly milliseconds: number,
    readonly kind: "Utc" | "Local" = "Local",
  ) {
    super();
  }

  /** Reads an ISO 8601 date, with or without a time; undefined for any other text. */
  static parse(text: string): DateTime | undefined {
    if (!/^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/.test(text)) {
      return undefined;
    }
    const zoned = /(Z|[+-]\d\d:?\d\d)$/.test(text.slice(10));
    const milliseconds = Date.parse(zoned ? text : `${text}${text.length > 10 ? "Z" : ""}`);
    if (Number.isNaN(milliseconds)) return undefined;
    return new DateTime(milliseconds, text.endsWith("Z") ? "Utc" : "Local");
  }

  override read(name: string): Value | undefined {
    return members.read(this, name);
  }

  override method(name: string): Method | undefined {
    return members.method(this, name);
  }

  /** The round-trip form, `o`. */
  toIso(): string {
    const zone = this.kind === "Utc" ? "Z" : "+00:00";
    return new Date(this.milliseconds).toISOString().replace("Z", `0000${zone}`);
  }

  /** The invariant culture's general form, which strings use. */
  toText(): string {
    const [date = "", time = ""] = new Date(this.milliseconds).toISOString().split("T");
    const [year, month, day] = date.split("-");
    return `${month}/${day}/${year} ${time.slice(0, 8)}`;
  }
}

/** Custom format letters that scripts of the subset may use, longest first. */
const letters = /yyyy|MM|dd|HH|mm|ss|fff/g;
const places: Readonly<Record<string, readonly [number, number]>> = {
  yyyy: [0, 4],
  MM: [5, 7],
  dd: [8, 10],
  HH: [11, 13],
  mm: [14, 16],
  ss: [17, 19],
  fff: [20, 23],
};

/**
 * `DateTime.ToString(format)` for `o`, `s`, `u` and custom formats of numbers.
 *
 * @throws RangeError for any other format
 */
export function formatDate(date: DateTime, format: string): string {
  const iso = new Date(date.milliseconds).toISOString();
  const standard: Readonly<Record<string, string>> = {
    o: date.toIso(),
    s: iso.slice(0, 19),
    u: `${iso.slice(0, 19).replace("T", " ")}Z`,
  };
  const known = standard[format];
  if (known !== undefined) return known;
  const text = format.replace(letters, (letter) => iso.slice(...(places[letter] ?? [])));
  if (!/^[\d\s:./TZ_-]+$/.test(text)) throw new RangeError(`DateTime.ToString('${format}')`);
  return text;
}

const field = (from: number, to: number) => (self: DateTime) =>
  Number(new Date(self.milliseconds).toISOString().slice(from, to));

const add = (unit: number) => (self: DateTime, args: readonly Value[]) =>
  new DateTime(self.milliseconds + Number(args[0]) * unit, self.kind);

const members = new MemberTable<DateTime>(
  {
    Year: field(0, 4),
    Month: field(5, 7),
    Day: field(8, 10),
    Hour: field(11, 13),
    Minute: field(14, 16),
    Second: field(17, 19),
    DayOfWeek: (self) => dayOfWeek.numbered(new Date(self.milliseconds).getUTCDay()) ?? null,
    TimeOfDay: (self) => new TimeSpan(self.milliseconds % TimeSpan.units.Days),
    Date: (self) =>
      new DateTime(self.milliseconds - (self.milliseconds % TimeSpan.units.Days), self.kind),
  },
  {
    ToString: (self, args) => formatDate(self, typeof args[0] === "string" ? args[0] : ""),
    ToUniversalTime: (self) => new DateTime(self.milliseconds, "Utc"),
    ToLocalTime: (self) => new DateTime(self.milliseconds, "Local"),
    AddDays: add(TimeSpan.units.Days),
    AddHours: add(TimeSpan.units.Hours),
    AddMinutes: add(TimeSpan.units.Minutes),
    AddSeconds: add(TimeSpan.units.Seconds),
  },
);
