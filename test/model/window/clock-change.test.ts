import { Zone } from "../../../model/calendar/zone";
import { clockChanges } from "../../../model/window/clock-change";
import { slotsPerDay, slotsPerWeek } from "../../../model/window/week";

const changes = (timezone: string) => clockChanges(Zone.of(timezone));
const hour = slotsPerDay / 24;
const saturday = 5 * slotsPerDay;
const sunday = 6 * slotsPerDay;

describe("the changes of a zone's clocks", () => {
  it("are told by what the clocks read when they are moved", () => {
    expect(changes("America/New_York")).toEqual([
      { at: sunday + 2 * hour, shift: -hour },
      { at: sunday + 2 * hour, shift: hour },
    ]);
    expect(changes("Europe/Berlin")).toEqual([
      { at: sunday + 2 * hour, shift: hour },
      { at: sunday + 3 * hour, shift: -hour },
    ]);
  });

  it("may be by half an hour or by two, and at midnight", () => {
    expect(changes("Australia/Lord_Howe").map(({ shift }) => shift)).toEqual([-hour / 2, hour / 2]);
    expect(changes("Antarctica/Troll").map(({ shift }) => shift)).toEqual([2 * hour, -2 * hour]);
    expect(changes("Africa/Cairo").map(({ at }) => at)).toEqual([4 * slotsPerDay, 4 * slotsPerDay]);
    expect(changes("Asia/Gaza").map(({ at }) => at)).toEqual([
      saturday + 2 * hour,
      saturday + 2 * hour,
    ]);
  });

  it("are none where nobody moves them", () => {
    expect(changes("UTC")).toEqual([]);
    expect(changes("Asia/Kolkata")).toEqual([]);
  });

  it("are at whole slots and by whole slots, even where clocks differ by 45 minutes", () => {
    for (const { at, shift } of ["Pacific/Chatham", "Africa/Casablanca", "Asia/Jerusalem"].flatMap(
      changes,
    )) {
      expect([at, shift].every(Number.isInteger)).toBe(true);
      expect(at).toBeLessThan(slotsPerWeek);
    }
  });
});
