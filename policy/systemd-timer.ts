import { longestGapHours } from "../model/calendar/longest-gap";
import { type RemoteObject } from "./remote-object";

/** What starts something again and again: days that may lie between two starts, or why it does not, a part of a sentence. */
export type Pace = number | string;

/**
 * How often a timer starts that an object brings to its host. The document says whether it is enabled, its unit when it
 * is due: one without the other starts nothing.
 *
 * @param timer - the name of its unit: `database-dump@pg01.timer`
 */
export function paceOfTimer({ document, settings }: RemoteObject, timer: string): Pace {
  const state = textOf(document["timers"], timer) ?? "not there";
  if (state !== "enabled") return `its timer ${timer} is ${state}`;
  const events = eventsIn(textOf(settings["timers"], timer) ?? "");
  if (events.length === 0) return `its timer ${timer} has no OnCalendar`;
  const days = events.map(daysBetween).filter((one) => one !== undefined);
  if (days.length > 0) return Math.min(...days);
  return `its timer ${timer} has OnCalendar=${events.join(" and OnCalendar=")}, which cannot be read or does not come again`;
}

function textOf(table: unknown, key: string): string | undefined {
  const value = ((table ?? {}) as Readonly<Record<string, unknown>>)[key];
  return typeof value === "string" ? value : undefined;
}

/** An empty one takes back those before it (systemd.timer, `OnCalendar=`). */
function eventsIn(unit: string): readonly string[] {
  const events = unit
    .split("\n")
    .filter((line) => /^\s*OnCalendar\s*=/.test(line))
    .map((line) => line.slice(line.indexOf("=") + 1).trim());
  return events.slice(events.lastIndexOf("") + 1);
}

/** An event may end with its time zone (systemd.time, "Calendar Events"). */
const zoned = /^(?<event>.*\S)\s+(?<zone>[A-Z]\w*(?:\/[\w+-]+)+)$/;

function daysBetween(text: string): number | undefined {
  const { event = text, zone = "UTC" } = zoned.exec(text)?.groups ?? {};
  const hours = isZone(zone) ? longestGapHours(event, zone) : undefined;
  return hours === undefined ? undefined : Math.ceil(hours / 24);
}

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}
