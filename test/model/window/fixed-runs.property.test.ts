import * as fc from "fast-check";
import { parseCalendarEvent } from "../../../model/calendar/calendar-event";
import { calendarEventSchedule } from "../../../model/calendar/calendar-event-schedule";
import { occurrences } from "../../../model/calendar/schedule";
import { isScheduleFault } from "../../../model/calendar/schedule-fault";
import { Zone } from "../../../model/calendar/zone";
import { fixedRuns } from "../../../model/window/fixed-runs";
import { timezones } from "../plan/support/job-requests";
import { tries } from "../../support/random-cases";

const minute = 60_000;
const slot = 5 * minute;
const week = 7 * 24 * 60 * minute;
const aMonday = Date.UTC(1970, 0, 5);

const events = fc
  .record({
    days: fc.constantFrom("", "sun ", "mon..fri ", "sat,tue "),
    date: fc.constantFrom("", "*-01 ", "*-1..7 ", "01,07-15 "),
    time: fc.constantFrom("05:00", "02:37", "0/6:00", "8:0/20", "23:59:59", "22..23:58"),
    utc: fc.constantFrom("", " UTC"),
  })
  .map(({ days, date, time, utc }) => days + date + time + utc);

describe("the slots of a declared time", () => {
  it("hold every run of some years from the minute it begins, however late, until it is over", () => {
    fc.assert(
      fc.property(
        events,
        fc.constantFrom(...timezones),
        fc.integer({ min: 1, max: 300 }),
        (text, name, durationMinutes) => {
          const event = parseCalendarEvent(text);
          if (isScheduleFault(event)) throw new Error(`${text}: ${event.reason}`);
          const zone = Zone.of(name);
          const { runs, slots } = fixedRuns(event, zone, durationMinutes);
          const schedule = calendarEventSchedule(event, zone);
          const [from, to] = [Date.UTC(2027, 0), Date.UTC(2028, 0)];
          for (const run of occurrences(schedule, from, to)) {
            const begin = (((zone.wallTime(run) - aMonday) % week) + week) % week;
            const first = Math.floor(begin / slot);
            expect(runs).toContain(first);
            const end = begin + (durationMinutes + 1) * minute;
            expect((first + slots) * slot).toBeGreaterThanOrEqual(end);
          }
          expect(slots * slot).toBeLessThan((durationMinutes + 1) * minute + 3 * slot);
        },
      ),
      tries(40),
    );
  });

  it("are no more than a schedule in the site's own time has", () => {
    const { runs, slots } = fixedRuns(eventOf("sun 02:37"), Zone.of("Europe/Berlin"), 10);
    expect(runs).toEqual([6 * 288 + 2 * 12 + 7]);
    // From 02:35 to 02:48, so to 02:50.
    expect(slots).toBe(3);
  });

  it("are those of summer and of winter where the time is in UTC", () => {
    const { runs } = fixedRuns(eventOf("mon 23:30 UTC"), Zone.of("Europe/Berlin"), 1);
    expect(runs).toEqual([288 + 6, 288 + 18]);
  });
});

function eventOf(text: string) {
  const event = parseCalendarEvent(text);
  if (isScheduleFault(event)) throw new Error(event.reason);
  return event;
}
