import { parseCalendarEvent } from "../model/calendar/calendar-event";
import { endReason } from "../model/calendar/declared-event";
import { isScheduleFault } from "../model/calendar/schedule-fault";
import { Zone } from "../model/calendar/zone";

/**
 * Why a calendar event of Proxmox's products never comes, or comes to an end; `undefined` if it comes again and again. A
 * part of a sentence.
 */
export function scheduleEnd(schedule: string): string | undefined {
  const event = parseCalendarEvent(schedule);
  return isScheduleFault(event) ? event.reason : endReason(event, Zone.of("UTC"));
}
