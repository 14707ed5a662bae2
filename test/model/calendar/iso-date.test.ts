import { daysAfter, daysBetween, monthsAfter } from "../../../model/calendar/iso-date";

describe("a date", () => {
  it.each([
    ["2026-11-24", 0, "2026-11-24"],
    ["2026-12-31", 1, "2027-01-01"],
    ["2028-02-28", 1, "2028-02-29"],
    ["2026-03-28", 400, "2027-05-02"],
  ])("is %s %p days later than %p", (from, days, to) => {
    expect(daysAfter(from, days)).toBe(to);
    expect(daysBetween(from, to)).toBe(days);
  });

  it.each([
    ["2026-11-24", 0, "2026-11-24"],
    ["2026-11-24", 2, "2027-01-24"],
    ["2027-01-31", 1, "2027-02-28"],
    ["2027-12-31", 2, "2028-02-29"],
    ["2026-11-30", 27, "2029-02-28"],
  ])("of %s is %p months later %p", (from, months, to) => {
    expect(monthsAfter(from, months)).toBe(to);
  });
});
