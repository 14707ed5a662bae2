import { Zone } from "../../../model/calendar/zone";
import { weekdays } from "../../../model/calendar/weekday";
import { type Window } from "../../../model/estate";
import { clockChanges } from "../../../model/window/clock-change";
import { OpeningHours } from "../../../model/window/opening-hours";
import { slotsPerDay, slotsPerWeek } from "../../../model/window/week";

const hour = slotsPerDay / 24;
const sunday = 6 * slotsPerDay;
const inZone = (window: Window | undefined, timezone: string) =>
  OpeningHours.of(window, clockChanges(Zone.of(timezone)));

describe("a window's hours", () => {
  it("pass midnight and the end of the week", () => {
    const hours = inZone({ days: ["sunday"], from: "22:00", hours: 8 }, "UTC");
    expect(hours.openings).toEqual([sunday + 22 * hour]);
    expect(hours.starts).toHaveLength(8 * hour);
    expect([hours.room[0], hours.room[6 * hour - 1], hours.room[6 * hour]]).toEqual([
      6 * hour,
      1,
      0,
    ]);
  });

  it("are one opening where the next begins before the last is over", () => {
    const hours = inZone({ days: ["monday", "tuesday"], from: "12:00", hours: 24 }, "UTC");
    expect(hours.openings).toEqual([12 * hour]);
    expect(hours.longest).toBe(48 * hour);
  });

  it("never end where the window is open all week", () => {
    for (const window of [undefined, { days: [weekdays[3]], from: "07:00", hours: 168 }]) {
      expect(inZone(window, "UTC").room.every((room) => room === slotsPerWeek)).toBe(true);
    }
  });

  it("leave out slots that are open in part only", () => {
    const hours = inZone({ days: ["monday"], from: "00:03", hours: 0.5 }, "UTC");
    expect(hours.starts).toEqual([1, 2, 3, 4, 5]);
  });

  it("are shorter across the skipped hour, and no start within it is safe", () => {
    const window: Window = { days: ["sunday"], from: "00:00", hours: 5 };
    const { room, safeRoom } = inZone(window, "America/New_York");
    const at = (hours: number) => [room, safeRoom].map((of) => of[sunday + hours * hour]! / hour);
    expect([0, 1, 2, 2.5, 3].map(at)).toEqual([
      [5, 4],
      [4, 3],
      [3, 0],
      [2.5, 0],
      [2, 2],
    ]);
  });

  it("let a job end when the clocks are moved, though nothing longer could run across", () => {
    const window: Window = { days: ["sunday"], from: "00:00", hours: 2.5 };
    expect(inZone(window, "America/New_York").safeRoom[sunday]! / hour).toBe(2);
  });

  it("are least on the day on which the clocks go forward", () => {
    const everyNight: Window = { days: [...weekdays], from: "22:00", hours: 8 };
    expect(inZone(everyNight, "UTC").leastInDay / hour).toBe(8);
    expect(inZone(everyNight, "America/New_York").leastInDay / hour).toBe(7);
    expect(inZone(everyNight, "America/New_York").leastInWeek / hour).toBe(55);
    expect(inZone(undefined, "America/New_York").leastInDay / hour).toBe(23);
  });
});
