import { parseWeekdays } from "./weekdays";

/** A part of the day on some days of the week, local time; the end is not part of it. */
export interface DailyDuration {
  /** Sunday is 0; undefined means every day. */
  readonly weekdays: ReadonlySet<number> | undefined;
  /** Minutes since midnight. */
  readonly start: number;
  readonly end: number;
}

const shape =
  /^(?:(?<weekdays>[A-Za-z][A-Za-z.,]*) *)?(?<start>\d{1,2}(?::\d{1,2})?) *- *(?<end>\d{1,2}(?::\d{1,2})?)$/;

/**
 * Reads `[WEEKDAYS] HOUR[:MINUTE]-HOUR[:MINUTE]`, such as `mon..fri 8-18` (proxmox-time,
 * daily_duration).
 *
 * @throws Error `unable to parse daily duration at …`.
 */
export function parseDailyDuration(text: string): DailyDuration {
  const groups = shape.exec(text)?.groups;
  if (groups === undefined) throw fault(text, "Nom(Eof)");
  const { weekdays, start = "", end = "" } = groups;
  const duration = {
    weekdays: weekdays === undefined ? undefined : daysOf(weekdays),
    start: minutesOf(start),
    end: minutesOf(end),
  };
  if (duration.start > duration.end) throw fault(end, 'Context("end time before start time")');
  return duration;
}

/** Whether a moment lies in `duration`. */
export function isWithin({ weekdays, start, end }: DailyDuration, moment: Date): boolean {
  const minutes = moment.getHours() * 60 + moment.getMinutes();
  return (weekdays?.has(moment.getDay()) ?? true) && minutes >= start && minutes < end;
}

function daysOf(text: string): ReadonlySet<number> {
  try {
    return parseWeekdays(text);
  } catch {
    throw fault(text, 'Context("weekday range list")');
  }
}

function minutesOf(text: string): number {
  const [hour = 0, minute = 0] = text.split(":").map(Number);
  if (hour > 23 || minute > 59) {
    throw fault(text, 'Context("time value too large")');
  }
  return hour * 60 + minute;
}

function fault(at: string, kind: string): Error {
  return new Error(`unable to parse daily duration at '${at}' - ${kind}`);
}
