import { exportHistories } from "../../../model/plan/export-history";
import { runsIn } from "../../../model/plan/runs";

const exportsOf = exportHistories(runsIn("UTC"));
const brought = (schedule: string, source: Parameters<typeof exportsOf>[1]) =>
  exportsOf(schedule, source, 1)
    .exports.slice(0, 3)
    .map((at) => new Date(at).toISOString().slice(0, 16));

describe("what an export brings", () => {
  it("is one copy of each backup, in the first run after it is over", () => {
    const weekly = { schedule: "sat 22:00", minutes: 60 };
    expect(brought("23:00", weekly)).toEqual([
      ...["2026-01-03T23:00", "2026-01-10T23:00", "2026-01-17T23:00"],
    ]);
    expect(brought("22:59", weekly)[0]).toBe("2026-01-04T22:59");
  });

  it("is the newest backup alone where there are several", () => {
    expect(brought("mon 12:00", { schedule: "01:00", minutes: 60 })).toEqual([
      ...["2026-01-05T12:00", "2026-01-12T12:00", "2026-01-19T12:00"],
    ]);
  });

  it("waits for a verification that begins after the backup and is over", () => {
    const check = { schedule: "22:30", minutes: 30 };
    const source = { schedule: "sat 22:00", minutes: 31, check };
    expect(brought("23:00", source)[0]).toBe("2026-01-04T23:00");
    expect(brought("23:00", { ...source, minutes: 30 })[0]).toBe("2026-01-03T23:00");
    expect(brought("22:59", { ...source, minutes: 30 })[0]).toBe("2026-01-04T22:59");
  });

  it("is nothing in a month whose run comes before the new backup", () => {
    // Each is the first of its day of the week: whichever that is of the two days comes first.
    expect(brought("fri *-1..7 12:00", { schedule: "thu *-1..7 12:00", minutes: 60 })).toEqual([
      ...["2026-01-02T12:00", "2026-02-06T12:00", "2026-03-06T12:00"],
    ]);
  });

  it("is one history for sources that differ in nothing that a run finds", () => {
    const source = (minutes: number) => ({ schedule: "sat 22:00", minutes });
    const of = (minutes: number) => exportsOf("sun 12:00", source(minutes), 2).source.minutes;

    expect([of(60), of(61), of(60), of(900), of(61)]).toEqual([60, 60, 60, 900, 60]);
  });
});
