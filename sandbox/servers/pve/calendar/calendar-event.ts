import { CalendarFault, parseValueSet, span, type Bounds, type ValueSet } from "./value-set";

/** A parsed calendar event (format `pve-calendar-event`). */
export interface CalendarEvent {
  /** Monday is 1, Sunday 7. */
  readonly weekdays: ValueSet;
  readonly years: ValueSet;
  readonly months: ValueSet;
  readonly days: ValueSet;
  readonly hours: ValueSet;
  readonly minutes: ValueSet;
  readonly seconds: ValueSet;
  /** Whether the event is in UTC instead of the server's own time zone. */
  readonly utc: boolean;
}

/** Source: PVE administration guide, appendix "Calendar Events". */
const keywords: ReadonlyMap<string, string> = new Map(
  Object.entries({
    minutely: "*:*",
    hourly: "*:00",
    daily: "00:00",
    weekly: "mon 00:00",
    monthly: "*-01 00:00",
    quarterly: "01,04,07,10-01 00:00",
    semiannually: "01,07-01 00:00",
    "semi-annually": "01,07-01 00:00",
    yearly: "01-01 00:00",
    annually: "01-01 00:00",
  }),
);

const weekdayNames = [
  "sunday",
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
] as const;

const bounds = {
  year: { minimum: 1970, maximum: 9999 },
  month: { minimum: 1, maximum: 12 },
  day: { minimum: 1, maximum: 31 },
  hour: { minimum: 0, maximum: 23 },
  minute: { minimum: 0, maximum: 59 },
  second: { minimum: 0, maximum: 59 },
} as const satisfies Record<string, Bounds>;

const midnight = new Set([0]);

/**
 * Parses `[WEEKDAY] [[YEAR-]MONTH-DAY] [[HOUR:]MINUTE[:SECOND]] [UTC]`, at least one part, or a keyword.
 * A missing time is midnight; a missing hour, every hour.
 */
export function parseCalendarEvent(text: string): CalendarEvent | { readonly fault: string } {
  try {
    return parse(text.trim());
  } catch (error) {
    if (error instanceof CalendarFault) return { fault: error.message };
    throw error;
  }
}

function parse(text: string): CalendarEvent {
  const parts = (keywords.get(text.toLowerCase()) ?? text).split(/\s+/);
  const utc = parts.length > 1 && /^utc$/i.test(parts.at(-1) ?? "");
  if (utc) parts.pop();
  if (parts[0] === "") throw new CalendarFault("unable to parse calendar event - event is empty");
  const weekdays = takeIf(parts, /^[a-z]/i);
  const date = takeIf(parts, /-/);
  const time = parts.shift();
  if (parts.length > 0) throw new CalendarFault("unable to parse calendar event - unused parts");
  return {
    weekdays: weekdays === undefined ? undefined : parseWeekdays(weekdays),
    ...parseDate(date),
    ...parseTime(time),
    utc,
  };
}

function takeIf(parts: string[], pattern: RegExp): string | undefined {
  return pattern.test(parts[0] ?? "") ? parts.shift() : undefined;
}

function parseWeekdays(text: string): ReadonlySet<number> {
  return new Set(
    text.split(",").flatMap((part) => {
      const [start = "", end = start, ...rest] = part.split("..");
      if (rest.length > 0) throw new CalendarFault(`unable to parse '${part}'`);
      return span(weekday(start), weekday(end), 1, part);
    }),
  );
}

/** Monday is 1 and Sunday 7 within a range, so that `fri..sun` is in order and `fri..mon` is not. */
function weekday(name: string): number {
  const index = weekdayNames.findIndex(
    (full) => full === name.toLowerCase() || full.slice(0, 3) === name.toLowerCase(),
  );
  if (index < 0) throw new CalendarFault(`unable to parse weekday '${name}'`);
  return index === 0 ? 7 : index;
}

function parseDate(text: string | undefined): Pick<CalendarEvent, "years" | "months" | "days"> {
  if (text === undefined) return { years: undefined, months: undefined, days: undefined };
  const fields = text.split("-");
  if (fields.length > 3) throw new CalendarFault(`unable to parse date '${text}'`);
  const [year, month = "", day = ""] = fields.length === 3 ? fields : ["*", ...fields];
  return {
    years: parseValueSet(year ?? "*", bounds.year),
    months: parseValueSet(month, bounds.month),
    days: parseValueSet(day, bounds.day),
  };
}

function parseTime(text: string | undefined): Pick<CalendarEvent, "hours" | "minutes" | "seconds"> {
  if (text === undefined) return { hours: midnight, minutes: midnight, seconds: midnight };
  const fields = text.split(":");
  if (fields.length > 3) throw new CalendarFault(`unable to parse time '${text}'`);
  const [hour = "*", minute = "", second = "0"] = fields.length === 1 ? ["*", ...fields] : fields;
  return {
    hours: parseValueSet(hour, bounds.hour),
    minutes: parseValueSet(minute, bounds.minute),
    seconds: parseValueSet(second, bounds.second),
  };
}
