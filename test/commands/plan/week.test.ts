import { weekPicture } from "../../../commands/plan/week";
import { job } from "../../support/plan";

beforeEach(() => {
  process.env["COLUMNS"] = "120";
});

afterEach(() => {
  delete process.env["COLUMNS"];
});

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

  it("shows of two runs in two hours the one that takes most of them", () => {
    const jobs = [on("mon 02:00", 30), on("mon,tue *-*-1..7 02:30", 60)];
    expect(row(...jobs)).toBe(`|b··········|b··········${idle.repeat(5)}`);
  });

  it("has a line for each kind of job, so that care at the hour of a backup is seen as well", () => {
    const jobs = [
      on("mon 02:00", 90),
      on("mon 02:00", 1, { kind: "prune" }),
      on("tue 02:30", 20, { kind: "garbage-collection" }),
      on("mon 02:30", 60, { kind: "verify" }),
      on("mon *-*-1..7 02:30", 60, { kind: "verify-all" }),
    ];
    const lines = weekPicture(jobs, "UTC").slice(1, 6);
    expect(lines.map((line) => line.slice(0, 28).trim())).toEqual(["node:node01", "", "", "", ""]);
    expect(lines.map((line) => line.slice(30))).toEqual([
      `|B··········${idle.repeat(6)}`,
      `|P··········${idle.repeat(6)}`,
      `${idle}|G··········${idle.repeat(5)}`,
      `|V··········${idle.repeat(6)}`,
      `|a··········${idle.repeat(6)}`,
    ]);
  });

  it("stands for four hours a letter on a narrow page, and says so", () => {
    process.env["COLUMNS"] = "80";
    const lines = weekPicture([on("tue 08:00", 240)], "UTC");
    expect(lines[1]?.slice(30)).toBe("|·····|·B···|·····|·····|·····|·····|·····");
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(80);
    expect(lines.join(" ")).toContain("each letter is 4 hours, times are those of UTC");
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
