import { type Week, weekChart } from "../../../commands/page/week-chart";
import { type PlannedJob } from "../../../model/plan/plan";
import { job } from "../../support/plan";

const windows: Week["windows"] = {
  night: { days: ["sunday"], from: "22:00", hours: 4 },
  always: { days: ["monday"], from: "00:00", hours: 168 },
};

const weekOf = (...jobs: PlannedJob[]): Week => ({ jobs, windows, timezone: "UTC" });

const barsOf = (one: PlannedJob, shape?: string) =>
  weekChart(weekOf(one))
    .bars.filter((bar) => (shape === undefined ? bar.shape !== "shade" : bar.shape === shape))
    .map(({ from, to, shape: is }) => [from, to, is]);

const hour = 60;
const day = 24 * hour;

describe("the week as a chart", () => {
  it("has a row for each job below what it does, care jobs too", () => {
    const { rows } = weekChart(
      weekOf(job({ id: "p", kind: "prune" }), job({ id: "b" }), job({ id: "o", kind: "offsite" })),
    );
    expect(rows.map(({ label, isHeading }) => (isHeading ? `[${label}]` : label))).toEqual([
      ...["[Backups]", "b", "[Brought offsite]", "o", "[Care of the stores]", "p"],
    ]);
  });

  it("draws each run from its beginning to its end, and goes on at Monday with what passes Sunday", () => {
    const at = (schedule: string) => barsOf(job({ schedule, durationMinutes: 90 }));
    expect(at("tue 08:00")).toEqual([[day + 8 * hour, day + 9.5 * hour, "solid"]]);
    expect(at("sun 23:00")).toEqual([
      [7 * day - hour, 7 * day, "solid"],
      [0, 30, "solid"],
    ]);
  });

  it("draws what is not run every week hollow, and what never ends as a line", () => {
    const one = (schedule: string) => barsOf(job({ schedule, durationMinutes: 60 }));
    expect(one("wed *-*-1..7 04:00")).toEqual([[2 * day + 4 * hour, 2 * day + 5 * hour, "hollow"]]);
    expect(one("continuous")).toEqual([[0, 7 * day, "thin"]]);
  });

  it("shades the window of a job, around the end of the week as well", () => {
    expect(barsOf(job({ window: "night" }), "shade")).toEqual([
      [6 * day + 22 * hour, 7 * day, "shade"],
      [0, 2 * hour, "shade"],
    ]);
    expect(barsOf(job({ window: "always" }), "shade")).toEqual([[0, 7 * day, "shade"]]);
  });

  it("outlines where a job was that moved, and no other", () => {
    const [before, after] = ["mon 01:00", "mon 03:00"].map((schedule) =>
      weekOf(job({ id: "moved", schedule, durationMinutes: 60 }), job({ id: "still" })),
    ) as [Week, Week];
    const outlines = weekChart(after, before).bars.filter(({ shape }) => shape === "before");
    expect(outlines.map(({ row, from, to }) => [row, from, to])).toEqual([["moved", 60, 120]]);
  });
});
