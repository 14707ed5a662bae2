import fc from "fast-check";
import { Zone } from "../../../model/calendar/zone";
import { clockChanges } from "../../../model/window/clock-change";
import { Timetable } from "../../../model/window/timetable";
import { slotMinutes, slotsPerWeek } from "../../../model/window/week";
import { timezones } from "../plan/support/job-requests";
import { tries } from "../../support/random-cases";

const slot = slotMinutes * 60_000;
const week = slotsPerWeek * slot;
const aMonday = Date.UTC(1970, 0, 5);

/** The slots, as instants, in which something runs that begins whenever the clocks read one of these slots of the week. */
function pausesIn(zone: Zone, runs: readonly number[], slots: number, from: number, to: number) {
  const taken = new Set<number>();
  for (let monday = from - 2 * week; monday < to + week; monday += week) {
    for (const run of runs) {
      for (const begin of zone.instants(monday + run * slot)) {
        for (let index = 0; index < slots; index += 1) taken.add(begin + index * slot);
      }
    }
  }
  return taken;
}

describe("a run that stands still while others run", () => {
  it("takes as long as the longest of a year, counted slot by slot", () => {
    const cases = fc.record({
      timezone: fc.constantFrom(...timezones),
      others: fc.array(fc.nat(slotsPerWeek - 1), { minLength: 1, maxLength: 40 }),
      length: fc.integer({ min: 1, max: 30 }),
      run: fc.nat(slotsPerWeek - 1),
      slots: fc.integer({ min: 1, max: 300 }),
    });
    fc.assert(
      fc.property(cases, ({ timezone, others, length, run, slots }) => {
        const zone = Zone.of(timezone);
        const timetable = new Timetable(clockChanges(zone));
        timetable.take(["other"], others, length);
        const claimed = timetable.pausing(timetable.taken(["other"])).length(run, slots);

        const [from, to] = [aMonday + 2970 * week, aMonday + 3022 * week];
        const pauses = pausesIn(zone, others, length, from, to);
        let longest = 0;
        for (let monday = from; monday < to; monday += week) {
          for (const begin of zone.instants(monday + run * slot)) {
            let at = begin;
            for (let left = slots; left > 0 && at - begin <= week; at += slot) {
              if (!pauses.has(at)) left -= 1;
            }
            longest = Math.max(longest, (at - begin) / slot);
          }
        }
        if (longest > slotsPerWeek) expect(claimed).toBe(Infinity);
        else expect(claimed).toBeGreaterThanOrEqual(longest);
        // Nothing is added for good measure in a zone whose clocks stand.
        if (timezone === "UTC" && longest <= slotsPerWeek) expect(claimed).toBe(longest);
      }),
      tries(40),
    );
  });
});
