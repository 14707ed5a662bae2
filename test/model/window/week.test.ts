import { lengthOf, slotsOf, timeOfDay } from "../../../model/window/week";

describe("slots", () => {
  it("hold a job that begins a minute late", () => {
    expect([0, 0.1, 4, 4.1, 59, 60, Infinity].map(slotsOf)).toEqual([1, 1, 1, 2, 12, 13, Infinity]);
  });

  it("read as a time of day and as hours and minutes", () => {
    expect([0, 13, 287].map(timeOfDay)).toEqual(["00:00", "01:05", "23:55"]);
    expect([1, 12, 13, Infinity].map(lengthOf)).toEqual([
      "5 min",
      "1 h",
      "1 h 05 min",
      "no end of time",
    ]);
  });
});
