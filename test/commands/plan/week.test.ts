import { weekPicture } from "../../../commands/plan/week";
import { job } from "../../support/plan";

/** The row of the first resource, cut after its label. */
function row(...jobs: ReturnType<typeof job>[]): string {
  return (weekPicture(jobs, "UTC")[1] ?? "").slice(30);
}

const on = (schedule: string, durationMinutes: number, change = {}) =>
  job({ schedule, durationMinutes, resources: ["node:node01"], ...change });

/** A day without jobs, and without its last cells. */
const idle = "|···········";

describe("the picture of the week", () => {
  it("has a letter for every two hours that a job takes", () => {
    expect(row(on("tue 08:00", 240))).toBe(`${idle}|···BB······${idle.repeat(5)}`);
  });

  it("goes on at its beginning with what runs past Sunday", () => {
    expect(row(on("sun 22:00", 240))).toBe(`B···········${idle.repeat(5)}|··········B`);
  });

  it("shows jobs that do not run every week in small letters", () => {
    expect(row(on("wed *-*-1..7 04:00", 60, { kind: "offsite" }))).toBe(
      `${idle.repeat(2)}|·o·········${idle.repeat(4)}`,
    );
  });

  it("shows the job that takes most of two hours", () => {
    const jobs = [on("mon 02:00", 30, { kind: "prune" }), on("mon 02:30", 60, { kind: "verify" })];
    expect(row(...jobs)).toBe(`|V··········${idle.repeat(6)}`);
  });

  it("has a row for each resource, and no line longer than 120 characters", () => {
    const long = `store:pbs/${"x".repeat(60)}`;
    const lines = weekPicture([on("mon 02:00", 30, { resources: ["link:lan", long] })], "UTC");

    expect(lines).toHaveLength(5);
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(120);
  });

  it("tells times in the zone of the site, whatever zone that is", () => {
    const line = (zone: string) => weekPicture([on("mon 08:00", 60)], zone)[1];
    for (const zone of ["Pacific/Auckland", "Pacific/Kiritimati", "Etc/GMT+12"]) {
      expect(line(zone)).toBe(line("America/New_York"));
    }
  });

  it("is nothing without a job that runs at certain times", () => {
    expect(weekPicture([on("continuous", 5)], "UTC")).toEqual([]);
  });
});
