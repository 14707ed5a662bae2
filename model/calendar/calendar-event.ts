import { EventReader } from "./event-reader";
import { type EventTerm, valuesOf } from "./event-term";
import { ascending, everyValue, type Field } from "./field";
import { faultOf, Refusal, type ScheduleFault } from "./schedule-fault";

/**
 * A calendar event as Proxmox Backup Server and Proxmox VE read it: the syntax of systemd,
 * `[WEEKDAY] [[YEARS-]MONTHS-DAYS] [HOURS:MINUTES[:SECONDS]] [UTC]`, without named time zones, `~`, `@epoch` and
 * fractions of a second.
 *
 * Source: Proxmox Backup Server documentation, "Calendar Events"; where it is silent, what proxmox-time's
 * `calendar_event.rs` reads: case matters but for days of the week, `*` stands alone, a step lies within its field,
 * and where the hour does not fit, the first number is a minute: `24:00` is second 0 of minute 24 of every hour.
 */
export interface CalendarEvent {
  /** As declared. */
  readonly text: string;
  /** ISO numbers, Monday = 1 … Sunday = 7, ascending. */
  readonly weekdays: readonly number[];
  readonly terms: EventTerms;
  /** Whether the event is in UTC instead of the server's time zone. */
  readonly utc: boolean;
  /** Whether a time is given without an hour, and so means every hour. */
  readonly everyHourUnsaid: boolean;
}

/** The terms of each part but the days of the week; none stand for every value. */
export type EventTerms = Readonly<Record<DatePart | TimePart, readonly EventTerm[]>>;

type DatePart = "years" | "months" | "days";
type TimePart = "hours" | "minutes" | "seconds";

/** The last year of systemd and of Proxmox. */
export const lastYear = 2199;

/** The parts of a calendar event; proxmox-time and systemd take no later year than 2199. */
export const eventFields = {
  weekdays: { name: "day of the week", min: 1, max: 7 },
  years: { name: "year", min: 1970, max: lastYear },
  months: { name: "month", min: 1, max: 12 },
  days: { name: "day of the month", min: 1, max: 31 },
  hours: { name: "hour", min: 0, max: 23 },
  minutes: { name: "minute", min: 0, max: 59 },
  seconds: { name: "second", min: 0, max: 59 },
} as const satisfies Record<string, Field>;

const keywords: Readonly<Record<string, string>> = {
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
};

const orKeyword = `, nor a keyword by itself (${Object.keys(keywords).join(", ")})`;
const form = "[WEEKDAY] [[YEARS-]MONTHS-DAYS] [HOURS:MINUTES[:SECONDS]] [UTC]";

/** Parses `text`; never throws. */
export function parseCalendarEvent(text: string): CalendarEvent | ScheduleFault {
  return faultOf(() => parse(text));
}

function parse(text: string): CalendarEvent {
  const utc = text.endsWith("UTC");
  const given = utc ? text.slice(0, -3).replace(/ +$/, "") : text;
  if (given === "") throw new Refusal(`the event is empty; expected ${form} or a keyword`);
  const reader = new EventReader(Object.hasOwn(keywords, given) ? (keywords[given] ?? "") : given);
  const weekdays = readWeekdays(reader);
  const date = readDate(reader);
  const time = readTime(reader);
  if (reader.rest !== "") throw new Refusal(explain(given, reader));
  const terms = { ...(date ?? everyDate), ...(time?.terms ?? midnight) };
  return {
    text,
    weekdays: ascending(weekdays ?? everyValue(eventFields.weekdays)),
    terms,
    utc,
    everyHourUnsaid: time?.hourUnsaid === true,
  };
}

const everyDate = { years: [], months: [], days: [] };

const zero = [{ from: 0, step: 0 }];
const midnight = { hours: zero, minutes: zero, seconds: zero };

/** The values of each part of an event, ascending. */
export function eventValues({ terms }: CalendarEvent) {
  const list = (part: DatePart | TimePart) => valuesOf(terms[part], eventFields[part]);
  return {
    years: list("years"),
    months: list("months"),
    days: list("days"),
    hours: list("hours"),
    minutes: list("minutes"),
    seconds: list("seconds"),
  };
}

function explain(given: string, { notes, rest }: EventReader): string {
  if (/^\s/.test(given) || /^\s+$/.test(rest)) return "the event begins or ends with white space";
  const [note] = notes;
  return note ?? `"${rest.trim()}" is neither a date nor a time; expected ${form}`;
}

/** Once it begins with a letter there must be days of the week. */
function readWeekdays(reader: EventReader): number[] | undefined {
  if (!/^[a-z]/i.test(reader.rest)) return undefined;
  const found = reader.weekdays();
  if (found === undefined) throw new Refusal(`${reader.notes[0]}${orKeyword}`);
  reader.skipBlanks();
  return found;
}

function readDate(reader: EventReader): Pick<EventTerms, DatePart> | undefined {
  const part = (name: DatePart, first?: number) => reader.part(eventFields[name], first);
  const whole = () => {
    // The product's years begin with 0, so that */4 are the leap years.
    const years = part("years", 0);
    const months = years && reader.took("-") ? part("months") : undefined;
    const days = months && reader.took("-") ? part("days") : undefined;
    return years && months && days && { years, months, days };
  };
  const short = () => {
    const months = part("months");
    const days = months && reader.took("-") ? part("days") : undefined;
    return months && days && { years: [], months, days };
  };
  const date = noting(reader, /^[^\s:]*-[^\s:]*-/, whole) ?? noting(reader, /^[^\s:-]*-/, short);
  if (date !== undefined) reader.skipBlanks();
  return date;
}

/** Reads all of it or nothing, and keeps what does not fit in mind only where the text looks like it. */
function noting<T>(reader: EventReader, looks: RegExp, read: () => T | undefined): T | undefined {
  const [known, isLike] = [reader.notes.length, looks.test(reader.rest)];
  const found = reader.all(read);
  if (found !== undefined || !isLike) reader.notes.length = known;
  return found;
}

interface ReadTime {
  readonly terms: Pick<EventTerms, TimePart>;
  readonly hourUnsaid: boolean;
}

function readTime(reader: EventReader): ReadTime | undefined {
  return reader.all(() => {
    const part = (name: TimePart) => reader.part(eventFields[name]);
    const hours = reader.all(() => {
      const found = part("hours");
      return reader.took(":") ? found : undefined;
    });
    const minutes = part("minutes");
    if (minutes === undefined) return undefined;
    const seconds = reader.all(() => (reader.took(":") ? part("seconds") : undefined));
    return {
      terms: { hours: hours ?? [], minutes, seconds: seconds ?? zero },
      hourUnsaid: hours === undefined,
    };
  });
}
