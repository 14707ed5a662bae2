import { weekdays } from "../../../model/calendar/weekday";
import { Zone } from "../../../model/calendar/zone";
import { type Window } from "../../../model/estate";
import { clockChanges } from "../../../model/window/clock-change";
import { openingTimes } from "../../../model/window/opening-times";

const timesOf = (days: Window["days"], from: string, timezone: string) =>
  openingTimes({ days, from }, clockChanges(Zone.of(timezone))).map(
    ({ days: own, time }) => `${own.join(",")} ${time}`,
  );

describe("the opening times of a window", () => {
  it("are the declared ones where no clocks skip them", () => {
    const declared = ["saturday,sunday 01:30"];
    expect(timesOf(["saturday", "sunday"], "01:30", "America/New_York")).toEqual(declared);
    expect(timesOf(["saturday", "sunday"], "01:30", "UTC")).toEqual(declared);
    expect(timesOf(["saturday"], "02:30", "America/New_York")).toEqual(["saturday 02:30"]);
    expect(timesOf(["sunday"], "03:00", "America/New_York")).toEqual(["sunday 03:00"]);
  });

  it("have the time at which the clocks go on as well, where they skip a declared one", () => {
    const inNewYork = ["sunday 02:00", "sunday 03:00"];
    expect(timesOf(["sunday"], "02:00", "America/New_York")).toEqual(inNewYork);
    expect(timesOf(["sunday"], "02:59", "America/New_York")).toEqual([
      "sunday 02:59",
      "sunday 03:00",
    ]);
    expect(timesOf(["sunday"], "02:07", "Australia/Lord_Howe")).toEqual([
      "sunday 02:07",
      "sunday 02:30",
    ]);
  });

  it("have it on the day on which it is, whatever other days are declared", () => {
    expect(timesOf([...weekdays], "00:30", "Africa/Cairo")).toEqual([
      `${weekdays.join(",")} 00:30`,
      "friday 01:00",
    ]);
  });
});
