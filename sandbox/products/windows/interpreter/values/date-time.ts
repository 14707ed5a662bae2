import { OutsideSubset } from "../outside-subset";
import { dayOfWeek } from "./enum-value";
import { MemberTable } from "./member-table";
import { NetObject, type Method, type Value } from "./value";

/** What is known of a date's time zone. */
export type DateKind = "Utc" | "Local" | "Unspecified";

/** An instant, to the millisecond. The simulated host's time zone is UTC, so local and universal time are one. */
export class DateTime extends NetObject {
  readonly typeName = "System.DateTime";

  constructor(
    /** Milliseconds since 1970. */
    readonly milliseconds: number,
    readonly kind: DateKind = "Local",
  ) {
    super();
  }

  /**
   * Reads a date as ISO 8601 writes it, with or without a time and an offset; undefined for any other text.
   *
   * @throws OutsideSubset for what is finer than a millisecond
   */
  static parse(text: string): DateTime | undefined {
    const [, date, time = "", fraction = "", offset] = iso.exec(text) ?? [];
    if (date === undefined) return undefined;
    if (time.startsWith("24")) throw new OutsideSubset(`the time ${time}`);
    const milliseconds = Date.parse(`${date}T${time || "00:00"}${fraction.slice(0, 4)}Z`);
    const isReal = new Date(milliseconds || 0).toISOString().startsWith(date);
    if (Number.isNaN(milliseconds) || !isReal) return undefined;
    if (/[^0]/.test(fraction.slice(4))) throw new OutsideSubset(`the ticks of ${text}`);
    return offset === undefined
      ? new DateTime(milliseconds, "Unspecified")
      : new DateTime(milliseconds - minutesIn(offset) * 60_000, "Local");
  }

  override read(name: string): Value | undefined {
    return members.read(this, name);
  }

  override method(name: string): Method | undefined {
    return members.method(this, name);
  }

  /** The round-trip form, `o`. */
  toIso(): string {
    const zone = { Utc: "Z", Local: "+00:00", Unspecified: "" }[this.kind];
    return new Date(this.milliseconds).toISOString().replace("Z", `0000${zone}`);
  }

  /** The invariant culture's general form, which strings use. */
  toText(): string {
    const [date = "", time = ""] = new Date(this.milliseconds).toISOString().split("T");
    const [year, month, day] = date.split("-");
    return `${month}/${day}/${year} ${time.slice(0, 8)}`;
  }
}

const iso =
  /^((?!0000)\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(\.\d{1,7})?(Z|[+-]\d\d:\d\d)?)?$/;

function minutesIn(offset: string): number {
  if (offset === "Z") return 0;
  const [hours = 0, minutes = 0] = offset.slice(1).split(":").map(Number);
  return (offset.startsWith("-") ? -1 : 1) * (hours * 60 + minutes);
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

/** `DateTime.ToString(format)` for `o`, `s`, `u` and custom formats of numbers. */
function formatted(date: DateTime, format: string): string {
  const text = new Date(date.milliseconds).toISOString();
  const standard: Readonly<Record<string, string>> = {
    o: date.toIso(),
    s: text.slice(0, 19),
    u: `${text.slice(0, 19).replace("T", " ")}Z`,
  };
  const custom = format.replace(letters, (letter) => text.slice(...(places[letter] ?? [])));
  const known = standard[format] ?? (/^[\d\s:./T_-]+$/.test(custom) ? custom : undefined);
  if (known === undefined) throw new OutsideSubset(`DateTime.ToString('${format}')`);
  return known;
}

const members = new MemberTable<DateTime>(
  {
    DayOfWeek: (self) => dayOfWeek.numbered(new Date(self.milliseconds).getUTCDay()) ?? null,
  },
  {
    "ToString(string)": (self, [format]) => formatted(self, String(format)),
  },
);
