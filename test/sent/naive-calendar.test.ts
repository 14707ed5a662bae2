import { runsIn } from "../../model/plan/runs";
import { naiveEvent, naiveRuns } from "./support/naive-calendar";

const times = ["00:00", "00:30", "01:00", "01:30", "02:30", "03:00", "04:30", "12:00", "23:45"];

describe("the calendar that knows no part of the model", () => {
  it.each(["America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Pacific/Auckland", "UTC"])(
    "has the runs of a year in %s that the model has, on days of 23 and of 25 hours as well",
    (zone) => {
      const model = runsIn(zone);
      const [from, until] = [Date.UTC(2026, 0, 1), Date.UTC(2027, 0, 1)];
      for (const time of times) {
        const naive = naiveRuns(naiveEvent(time), zone, from, 365);
        expect(naive).toEqual(model(time, 1).filter((run) => run >= from && run < until));
        expect(naive.length).toBeGreaterThanOrEqual(364);
      }
    },
  );
});
