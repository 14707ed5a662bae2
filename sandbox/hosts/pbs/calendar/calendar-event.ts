import { reasonOf } from "../schema/parameter-error";
import { bounds, type Component, parseComponent } from "./component";
import { parseWeekdays } from "./weekdays";

/** When something happens; an undefined part matches every value. */
export interface CalendarEvent {
  readonly utc: boolean;
  /** Days of the week, Sunday is 0. */
  readonly weekday: Component;
  readonly year: Component;
  readonly month: Component;
  readonly day: Component;
  readonly hour: Component;
  readonly minute: Component;
  readonly second: Component;
}

/** The keywords and what they stand for (PBS documentation, "Calendar Events"). */
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

const words =
  /^(?<weekday>[A-Za-z][A-Za-z.,]*)? *(?<date>[^\s:-]+(?:-[^\s:-]+){1,2})? *(?<time>[^\s:-]+(?::[^\s:-]+){1,2})?(?<rest>.*)$/s;

/**
 * Reads a calendar event: `[WEEKDAY] [[YEARS-]MONTHS-DAYS] [HOURS:MINUTES[:SECONDS]] [UTC]` with at
 * least one part, or a keyword. Without a time it means midnight. Only the documented syntax is
 * taken: no named time zone, no `~`, no step of a range, no bare number.
 *
 * @throws Error `unable to parse calendar event at …`.
 */
export function parseCalendarEvent(text: string): CalendarEvent {
  const utc = text.endsWith("UTC");
  const local = utc ? text.slice(0, -3).replace(/ +$/, "") : text;
  const spelled = Object.hasOwn(keywords, local) ? (keywords[local] ?? local) : local;
  const { weekday, date, time, rest } = words.exec(spelled)?.groups ?? {};
  if (rest !== "") throw fault(rest ?? "", "Nom(Eof)");
  if (spelled.trimStart() !== spelled || spelled === "")
    throw fault(spelled, 'Context("date or time specification")');
  return {
    utc,
    weekday: part(weekday, parseWeekdays),
    ...dateOf(date),
    ...timeOf(time ?? "00:00"),
  };
}

function dateOf(text: string | undefined): Pick<CalendarEvent, "year" | "month" | "day"> {
  const [day, month, year] = (text ?? "*-*").split("-").reverse();
  return {
    year: part(year, (value) => parseComponent(value, bounds.year)),
    month: part(month, (value) => parseComponent(value, bounds.month)),
    day: part(day, (value) => parseComponent(value, bounds.day)),
  };
}

function timeOf(text: string): Pick<CalendarEvent, "hour" | "minute" | "second"> {
  const [hour, minute, second] = text.split(":");
  return {
    hour: part(hour, (value) => parseComponent(value, bounds.hour)),
    minute: part(minute, (value) => parseComponent(value, bounds.minute)),
    second: part(second ?? "0", (value) => parseComponent(value, bounds.second)),
  };
}

function part(text: string | undefined, parse: (text: string) => Component): Component {
  if (text === undefined) return undefined;
  try {
    return parse(text);
  } catch (error) {
    throw fault(text, `Context("${reasonOf(error)}")`);
  }
}

function fault(at: string, kind: string): Error {
  return new Error(`unable to parse calendar event at '${at}' - ${kind}`);
}
