import { faultOf, Refusal, type ScheduleFault } from "./schedule-fault";
import { parseWeekdayList } from "./weekday-list";

/** A part of the day on some days of the week, local time of the server. */
export interface DailyDuration {
  /** ISO numbers, Monday = 1 … Sunday = 7; every day where none is named. */
  readonly weekdays: readonly number[];
  /** Minutes since midnight; the end is not part of it. */
  readonly start: number;
  readonly end: number;
}

const form = "[WEEKDAYS] HOURS[:MINUTES]-HOURS[:MINUTES], such as `mon..fri 8-18` or `22:30-23:59`";

/**
 * Parses a time of traffic control or of a notification matcher; never throws.
 *
 * Source: Proxmox Backup Server documentation, "Traffic Control"; proxmox-time `daily_duration.rs` where it is silent:
 * the end lies after the start, on the same day.
 */
export function parseDailyDuration(text: string): DailyDuration | ScheduleFault {
  return faultOf(() => parse(text));
}

function parse(text: string): DailyDuration {
  const groups = /^(?:(?<days>[a-z][a-z.,]*) +)?(?<from>[\d:]+) *- *(?<to>[\d:]+)$/i.exec(text);
  const { days, from = "", to = "" } = groups?.groups ?? {};
  if (!groups) throw new Refusal(`expected ${form}`);
  const start = minutesOf(from);
  const end = minutesOf(to);
  if (start > end) {
    throw new Refusal(
      `it ends at ${to}, before it begins at ${from}; write a night as two: ${from}-23:59 and 0-${to}`,
    );
  }
  // The product takes it, and never finds itself within.
  if (start === end) throw new Refusal(`it ends at ${to}, when it begins, and holds no minute`);
  return { weekdays: parseWeekdayList(days ?? "mon..sun"), start, end };
}

function minutesOf(text: string): number {
  const [, hours = "", minutes = "0"] = /^(\d{1,2})(?::(\d{1,2}))?$/.exec(text) ?? [];
  if (hours === "" || Number(hours) > 23 || Number(minutes) > 59)
    throw new Refusal(`"${text}" is no time of the day from 0:00 to 23:59`);
  return Number(hours) * 60 + Number(minutes);
}
