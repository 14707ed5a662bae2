import { longestGapHours } from "../../../model/calendar/longest-gap";

describe("the longest gap between two runs", () => {
  it.each([
    ["sun 01:00", "UTC", 168],
    // Clocks that are put back make a week longer.
    ["sun 01:00", "America/New_York", 169],
    // Clocks that go forward at 02:00 swallow a run.
    ["sun 02:30", "America/New_York", 335],
    ["02:30", "America/New_York", 47],
    ["hourly", "America/New_York", 2],
    ["*:0/5", "UTC", 5 / 60],
    ["0/6:00", "UTC", 6],
    ["sun *-*-1..7 03:00", "UTC", 35 * 24],
    ["monthly", "UTC", 31 * 24],
    ["*-02-29", "UTC", 1461 * 24],
    // A step that does not divide its field goes on over the field's end, and the run there is lost.
    ["*/5:00", "UTC", 9],
    ["*/7:00", "UTC", 10],
    ["*:0/25", "UTC", 35 / 60],
    ["05/31", "UTC", 1],
    ["*/8-4", "UTC", 366 * 24],
  ])("of %p in %p is %p hours", (event, timezone, hours) => {
    expect(longestGapHours(event, timezone)).toBeCloseTo(hours);
  });

  it("is unknown for what never runs twice", () => {
    expect(longestGapHours("2026-05-01", "UTC")).toBeUndefined();
    expect(longestGapHours("2020-*-*", "UTC")).toBeUndefined();
  });

  it("fails for what is no calendar event", () => {
    expect(longestGapHours("continuous", "UTC")).toBeUndefined();
  });
});
