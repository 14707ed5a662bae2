import {
  afterBlanks,
  Misfit,
  optional,
  prefixed,
  type Read,
  type Reader,
  readWhole,
} from "./parts";
import { field, type Items } from "./value";
import { weekdayList } from "./weekdays";

/** When something happens. */
export interface CalendarEvent {
  /** Whether it is in UTC instead of the server's own time zone. */
  readonly utc: boolean;
  /** Monday is 0; without, every day. */
  readonly weekdays: ReadonlySet<number> | undefined;
  readonly year: Items;
  readonly month: Items;
  readonly day: Items;
  readonly hour: Items;
  readonly minute: Items;
  readonly second: Items;
}

type DatePart = "year" | "month" | "day";
type TimePart = "hour" | "minute" | "second";

/** The keywords and what they stand for (documentation of both products, "Calendar Events"). */
const keywords: ReadonlyMap<string, string> = new Map([
  ["minutely", "*:*"],
  ["hourly", "*:00"],
  ["daily", "00:00"],
  ["weekly", "mon 00:00"],
  ["monthly", "*-01 00:00"],
  ["quarterly", "01,04,07,10-01 00:00"],
  ["semiannually", "01,07-01 00:00"],
  ["semi-annually", "01,07-01 00:00"],
  ["yearly", "01-01 00:00"],
  ["annually", "01-01 00:00"],
]);

/**
 * Reads a calendar event as Proxmox Backup Server and Proxmox VE do, which share proxmox-time:
 * `[WEEKDAYS] [[YEARS-]MONTHS-DAYS] [[HOURS:]MINUTES[:SECONDS]] [UTC]` with at least one part, or a keyword. Without a
 * time it means midnight. What does not fit as hour may be a minute.
 *
 * @throws Error `unable to parse calendar event at …`
 */
export function parseCalendarEvent(text: string): CalendarEvent {
  const utc = text.endsWith("UTC");
  const local = utc ? text.slice(0, -3).replace(/ +$/, "") : text;
  return { utc, ...readWhole("calendar event", event, keywords.get(local) ?? local) };
}

const event: Reader<Omit<CalendarEvent, "utc">> = (text) => {
  const [weekdays, behindDays] = readWeekdays(text);
  const [date, behindDate] = optional(readDate, behindDays);
  const [time, rest] = optional(
    readTime,
    date === undefined ? behindDate : afterBlanks(behindDate),
  );
  if (weekdays === undefined && date === undefined && time === undefined) {
    throw new Misfit(rest, 'Context("date or time specification")');
  }
  return [{ weekdays, ...(date ?? everyDate), ...(time ?? midnight) }, rest];
};

const everyDate = { year: [], month: [], day: [] };
const atZero: Items = [{ kind: "single", value: 0 }];
const midnight = { hour: atZero, minute: atZero, second: atZero };

function readWeekdays(text: string): Read<ReadonlySet<number> | undefined> {
  if (!/^[A-Za-z]/.test(text)) return [undefined, text];
  const [weekdays, rest] = weekdayList(text);
  return [weekdays, afterBlanks(rest)];
}

const years = field(0, 2200);
const months = field(1, 13);
const days = field(1, 32);

const fullDate: Reader<Pick<CalendarEvent, DatePart>> = (text) => {
  const [year, behindYear] = years(text);
  const [month, behindMonth] = prefixed("-", months)(behindYear);
  const [day, rest] = prefixed("-", days)(behindMonth);
  return [{ year, month, day }, rest];
};

const shortDate: Reader<Pick<CalendarEvent, DatePart>> = (text) => {
  const [month, behindMonth] = months(text);
  const [day, rest] = prefixed("-", days)(behindMonth);
  return [{ year: [], month, day }, rest];
};

const readDate: typeof fullDate = (text) => {
  const [date, rest] = optional(fullDate, text);
  return date === undefined ? shortDate(text) : [date, rest];
};

const hours = field(0, 24);
const sixties = field(0, 60);

const hourAndColon: Reader<Items> = (text) => {
  const [hour, rest] = hours(text);
  return [hour, prefixed(":", nothing)(rest)[1]];
};

const nothing: Reader<undefined> = (text) => [undefined, text];

const readTime: Reader<Pick<CalendarEvent, TimePart>> = (text) => {
  const [hour = [], behindHour] = optional(hourAndColon, text);
  const [minute, behindMinute] = sixties(behindHour);
  const [second = atZero, rest] = optional(prefixed(":", sixties), behindMinute);
  return [{ hour, minute, second }, rest];
};
