/**
 * Calendar events as Proxmox Backup Server and Proxmox VE read them: the systemd syntax
 * `[WEEKDAY] [[YEARS-]MONTHS-DAYS] [HOURS:MINUTES[:SECONDS]] [UTC]` without named time zones, `~`, `@epoch`
 * and steps of a range.
 *
 * Source: Proxmox Backup Server documentation, "Calendar Events".
 */
export interface CalendarEvent {
  /** As declared. */
  readonly text: string;
  /** Matching week days, Monday = 1 … Sunday = 7; every day when none was named. */
  readonly weekdays: ReadonlySet<number>;
  readonly years: readonly Term[];
  readonly months: readonly Term[];
  readonly days: readonly Term[];
  readonly hours: readonly Term[];
  readonly minutes: readonly Term[];
  readonly seconds: readonly Term[];
  /** Whether the event is in UTC instead of the server's time zone. */
  readonly utc: boolean;
}

/** One element of a list: a value, a range, or a start with a step that runs to the field's end. */
export type Term =
  | { readonly kind: "value"; readonly value: number }
  | { readonly kind: "range"; readonly from: number; readonly to: number }
  | { readonly kind: "step"; readonly from: number; readonly step: number };

/** What is wrong with a calendar event. `reason` says what was expected. */
export interface CalendarEventFault {
  readonly reason: string;
}

interface Field {
  readonly name: string;
  readonly min: number;
  readonly max: number;
}

const fields = {
  year: { name: "year", min: 1970, max: 9999 },
  month: { name: "month", min: 1, max: 12 },
  day: { name: "day of the month", min: 1, max: 31 },
  hour: { name: "hour", min: 0, max: 23 },
  minute: { name: "minute", min: 0, max: 59 },
  second: { name: "second", min: 0, max: 59 },
} as const satisfies Record<string, Field>;

const weekdayNames = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

const keywords: Readonly<Record<string, string>> = {
  minutely: "*:*",
  hourly: "*:00",
  daily: "00:00",
  weekly: "mon 00:00",
  monthly: "*-1 00:00",
  quarterly: "1,4,7,10-1 00:00",
  semiannually: "1,7-1 00:00",
  "semi-annually": "1,7-1 00:00",
  yearly: "1-1 00:00",
  annually: "1-1 00:00",
};

class Refusal extends Error {}

/** Parses `text`; never throws. */
export function parseCalendarEvent(text: string): CalendarEvent | CalendarEventFault {
  try {
    return parse(text);
  } catch (error) {
    if (error instanceof Refusal) return { reason: error.message };
    throw error;
  }
}

/** Whether parsing gave a fault. */
export function isCalendarEventFault(
  parsed: CalendarEvent | CalendarEventFault,
): parsed is CalendarEventFault {
  return "reason" in parsed;
}

function parse(text: string): CalendarEvent {
  const given = text.trim().toLowerCase();
  const expanded = keywords[given] ?? given;
  const words = expanded.split(/\s+/).filter((word) => word !== "");
  if (words.length === 0) throw new Refusal("the event is empty");
  const utc = words.at(-1) === "utc";
  if (utc) words.pop();
  const take = (form: RegExp) => (form.test(words[0] ?? "") ? words.shift() : undefined);
  const weekdays = parsed(take(/^[a-z]/), parseWeekdays) ?? everyDay();
  const date = parsed(take(/-/), parseDate) ?? anyDate;
  const time = parsed(take(/:/), parseTime) ?? midnight;
  if (words.length > 0) throw new Refusal(`"${words.join(" ")}" is neither a date nor a time`);
  return { text, weekdays, ...date, ...time, utc };
}

function parsed<T>(word: string | undefined, parser: (word: string) => T): T | undefined {
  return word === undefined ? undefined : parser(word);
}

const any = (field: Field): Term[] => [{ kind: "step", from: field.min, step: 1 }];
const zero: Term[] = [{ kind: "value", value: 0 }];
const anyDate = { years: any(fields.year), months: any(fields.month), days: any(fields.day) };
const midnight = { hours: zero, minutes: zero, seconds: zero };
const everyDay = (): Set<number> => new Set([1, 2, 3, 4, 5, 6, 7]);

function parseWeekdays(word: string): Set<number> {
  const days = new Set<number>();
  for (const item of word.split(",")) {
    const [first, last] = item.split("..").map(weekdayNumber);
    if (first === undefined) throw new Refusal(`"${item}" is not a day of the week`);
    for (let day = first; ; day = (day % 7) + 1) {
      days.add(day);
      if (day === (last ?? first)) break;
    }
  }
  return days;
}

function weekdayNumber(name: string): number {
  const index = weekdayNames.findIndex((full) => full === name || full.slice(0, 3) === name);
  if (index < 0) throw new Refusal(`"${name}" is not a day of the week (mon … sun)`);
  return index + 1;
}

function parseDate(word: string) {
  const parts = word.split("-");
  if (parts.length > 3) throw new Refusal(`the date "${word}" has more than year-month-day`);
  const [day = "*", month = "*", year = "*"] = parts.reverse();
  return {
    years: parseTerms(year, fields.year),
    months: parseTerms(month, fields.month),
    days: parseTerms(day, fields.day),
  };
}

function parseTime(word: string) {
  const parts = word.split(":");
  if (parts.length > 3) throw new Refusal(`the time "${word}" has more than hour:minute:second`);
  const [hour = "*", minute = "0", second = "0"] = parts;
  return {
    hours: parseTerms(hour, fields.hour),
    minutes: parseTerms(minute, fields.minute),
    seconds: parseTerms(second, fields.second),
  };
}

function parseTerms(text: string, field: Field): Term[] {
  return text.split(",").map((term) => parseTerm(term, field));
}

function parseTerm(text: string, field: Field): Term {
  const step = /^(\*|\d+)\/(\d+)$/.exec(text);
  if (step) {
    const from = step[1] === "*" ? field.min : inField(step[1] ?? "", field);
    const size = Number(step[2]);
    if (size < 1) throw new Refusal(`the step of the ${field.name} must be at least 1`);
    return { kind: "step", from, step: size };
  }
  if (text === "*") return { kind: "step", from: field.min, step: 1 };
  const range = /^(\d+)\.\.(\d+)$/.exec(text);
  if (!range) return { kind: "value", value: inField(text, field) };
  const [from, to] = [inField(range[1] ?? "", field), inField(range[2] ?? "", field)];
  if (from > to) throw new Refusal(`the range ${text} of the ${field.name} runs backwards`);
  return { kind: "range", from, to };
}

function inField(text: string, field: Field): number {
  if (!/^\d+$/.test(text)) {
    throw new Refusal(`"${text}" is not a ${field.name} (a number, a..b, a/step, * or a list)`);
  }
  const value = Number(text);
  if (value < field.min || value > field.max) {
    throw new Refusal(`${field.name} ${value} is outside ${field.min} to ${field.max}`);
  }
  return value;
}
