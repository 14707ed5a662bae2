import { ascending, everyValue, type Field, inField, stepOf, values } from "./field";
import { lastYear } from "./recurrence";
import { faultOf, Refusal, type ScheduleFault } from "./schedule-fault";
import { parseWeekdayList } from "./weekday-list";

/**
 * A calendar event as Proxmox Backup Server and Proxmox VE read it: the syntax of systemd,
 * `[WEEKDAY] [[YEARS-]MONTHS-DAYS] [HOURS:MINUTES[:SECONDS]] [UTC]`, without named time zones, `~`, `@epoch`, fractions
 * of a second and steps of a range. Each list holds the matching values, ascending.
 *
 * Source: Proxmox Backup Server documentation, "Calendar Events"; where it is silent, what proxmox-time's
 * `calendar_event.rs` reads: case matters but for days of the week, `*` stands alone, a step lies within its field.
 */
export interface CalendarEvent {
  /** As declared. */
  readonly text: string;
  /** ISO numbers, Monday = 1 … Sunday = 7. */
  readonly weekdays: readonly number[];
  readonly years: readonly number[];
  readonly months: readonly number[];
  readonly days: readonly number[];
  readonly hours: readonly number[];
  readonly minutes: readonly number[];
  readonly seconds: readonly number[];
  /** Whether the event is in UTC instead of the server's time zone. */
  readonly utc: boolean;
}

/** The parts of a calendar event; proxmox-time and systemd end the calendar with 2199. */
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
const forms = "a number, a..b, a/step, a list of these, or * alone";

/** Parses `text`; never throws. */
export function parseCalendarEvent(text: string): CalendarEvent | ScheduleFault {
  return faultOf(() => parse(text));
}

function parse(text: string): CalendarEvent {
  if (text === "") throw new Refusal(`the event is empty; expected ${form} or a keyword`);
  if (/^\s|\s$/.test(text)) throw new Refusal("the event begins or ends with white space");
  const given = text.split(/[ \t]+/);
  const utc = given.length > 1 && given.at(-1) === "UTC";
  if (utc) given.pop();
  const words = keywordOf(given)?.split(" ") ?? given;
  const take = (kind: RegExp) => (kind.test(words[0] ?? "") ? words.shift() : undefined);
  const days = take(/^[a-z]/i);
  const date = parseDate(take(/-/));
  const time = parseTime(take(/:/));
  if (words.length > 0) throw new Refusal(explain(words));
  const weekdays =
    days === undefined ? everyValue(eventFields.weekdays) : parseWeekdayList(days, orKeyword);
  return { text, weekdays, ...date, ...time, utc };
}

function keywordOf([word = "", ...more]: readonly string[]): string | undefined {
  return more.length === 0 && Object.hasOwn(keywords, word) ? keywords[word] : undefined;
}

function explain(words: readonly string[]): string {
  const [word = ""] = words;
  return /^[\d*.,/]+$/.test(word)
    ? `"${word}" alone is a minute to Proxmox, not an hour: write "${word}:00" or "*:${word}"`
    : `"${words.join(" ")}" is neither a date nor a time; expected ${form}`;
}

function parseDate(word = "*-*-*") {
  const parts = word.split("-");
  if (parts.length > 3) throw new Refusal(`the date "${word}" has more than year-month-day`);
  const [day = "*", month = "*", year = "*"] = parts.reverse();
  return {
    years: parseField(year, eventFields.years),
    months: parseField(month, eventFields.months),
    days: parseField(day, eventFields.days),
  };
}

function parseTime(word = "0:0:0") {
  const parts = word.split(":");
  if (parts.length > 3) throw new Refusal(`the time "${word}" has more than hour:minute:second`);
  const [hour = "*", minute = "0", second = "0"] = parts;
  return {
    hours: parseField(hour, eventFields.hours),
    minutes: parseField(minute, eventFields.minutes),
    seconds: parseField(second, eventFields.seconds),
  };
}

function parseField(text: string, field: Field): number[] {
  if (text === "*") return everyValue(field);
  const every = /^\*\/(\d+)$/.exec(text);
  // Years count from 0 there, so that */4 are the leap years.
  if (every) {
    const start = field.name === "year" ? 0 : field.min;
    return values(start, field.max, stepOf(every[1] ?? "", field)).filter((at) => at >= field.min);
  }
  return ascending(text.split(",").flatMap((term) => parseTerm(term, field)));
}

function parseTerm(text: string, field: Field): number[] {
  const bound = (number: string | undefined) => inField(number ?? "", field, forms);
  const step = /^(\d+)\/(\d+)$/.exec(text);
  if (step) return values(bound(step[1]), field.max, stepOf(step[2] ?? "", field));
  const range = /^(\d+)\.\.(\d+)$/.exec(text);
  if (!range) return [bound(text)];
  const [from, to] = [bound(range[1]), bound(range[2])];
  if (from > to) throw new Refusal(`the range ${text} of the ${field.name} runs backwards`);
  return values(from, to);
}
