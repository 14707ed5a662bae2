import { parseCalendarEvent } from "../model/calendar/calendar-event";
import { endReason } from "../model/calendar/declared-event";
import { isScheduleFault } from "../model/calendar/schedule-fault";
import { Zone } from "../model/calendar/zone";
import { type Fault } from "../model/fault";
import { formatPath } from "./format-path";
import { type SoundSections } from "./references";
import { pathsTo, valuesAt } from "./schema-at";
import { estateSchema } from "./schema/estate";
import { calendarEvent } from "./schema/values";

const paths = pathsTo(calendarEvent, estateSchema);

/** Calendar events that never run, or not for ever, wherever the declaration takes one. */
export function calendarEventFaults(sections: SoundSections): Fault[] {
  if (sections.site === undefined) return [];
  const zone = Zone.of(sections.site.timezone);
  return paths
    .flatMap((path) => valuesAt(sections, path))
    .flatMap(({ path, value }) => {
      const event = parseCalendarEvent(String(value));
      const reason = isScheduleFault(event) ? undefined : endReason(event, zone);
      return reason === undefined ? [] : [fault(formatPath(path), String(value), reason)];
    });
}

function fault(path: string, got: string, reason: string): Fault {
  return {
    path: `backup:${path}`,
    message: `does not come again and again: ${reason}`,
    got: JSON.stringify(got),
    allowed: "a calendar event that runs every year, such as `sun 02:00` or `*-01 05:00`",
    fix: "name dates that every year has, and a time outside the hour that clocks skip (in most zones 02:00 to 03:00)",
  };
}
