import { parseCalendarEvent } from "../../../model/calendar/calendar-event";
import { calendarEventSchedule } from "../../../model/calendar/calendar-event-schedule";
import { isScheduleFault } from "../../../model/calendar/schedule-fault";
import { Zone } from "../../../model/calendar/zone";
import { fourRuns, recordedEvents } from "../../support/recorded-calendar";

const recorded = recordedEvents();

function answer(text: string, from: number, zone: string): string {
  const event = parseCalendarEvent(text);
  if (isScheduleFault(event)) return "refused";
  const schedule = calendarEventSchedule(event, Zone.of(zone));
  return fourRuns(from, (after) => {
    const next = schedule.next(after * 1000);
    return next === undefined ? undefined : next / 1000;
  });
}

describe("a real Proxmox Backup Server", () => {
  it("was asked about thousands of calendar events", () => {
    expect(recorded.length).toBeGreaterThan(2800);
  });

  it.each(["UTC", "Europe/Berlin", "America/New_York"])(
    "takes, refuses and runs every calendar event as the model does in %s",
    (zone) => {
      const ours = recorded.map(({ event, from }) => ({ event, runs: answer(event, from, zone) }));
      const theirs = recorded.map(({ event, runs }) => ({ event, runs: runs[zone] }));

      expect(ours).toEqual(theirs);
    },
  );
});
