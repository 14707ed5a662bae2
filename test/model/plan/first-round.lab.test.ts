import { type Window } from "../../../model/estate";
import { type JobRequest } from "../../../model/plan/job-request";
import { placeJobs } from "../../../model/plan/placement";
import { type Plan } from "../../../model/plan/plan";
import { setAt } from "../../support/lab";
import { labPlan } from "../../support/lab-plan";
import { job } from "./support/job-requests";

const weekend: Window = { days: ["saturday"], from: "22:00", hours: 10 };
const place = (...requests: JobRequest[]) => placeJobs(requests, { nightly: weekend }, "UTC");

/** A weekly job that takes some minutes, and more at first. */
const slow = (id: string, minutes: number, firstRunMinutes: number, change = {}) =>
  job(id, minutes, { frequency: "weekly", firstRunMinutes, ...change });

describe("first runs", () => {
  it("have places of their own where the window has room, so that nobody need do anything", () => {
    const { slots, firstRuns, findings } = place(slow("a", 59, 239), slow("b", 29, 179));
    expect(slots).toMatchObject({ a: { schedule: "sat 22:00" }, b: { schedule: "sun 02:00" } });
    expect(firstRuns).toEqual({ a: { week: 1, minutes: 239 }, b: { week: 1, minutes: 179 } });
    expect(findings).toEqual([
      {
        severity: "note",
        path: "backup:classes",
        message:
          "the first round is complete within a week: the first runs of 2 jobs, which copy everything, take 5 h 30 min longer in all, and each has a place of its own",
        fix: expect.any(String) as string,
      },
    ]);
  });

  it("take turns by the week where they do not fit into one, and are named with what they need in all", () => {
    const { firstRuns, findings } = place(slow("a", 59, 479), slow("b", 29, 419));
    expect(firstRuns).toEqual({ a: { week: 1, minutes: 479 }, b: { week: 2, minutes: 419 } });
    expect(findings).toMatchInlineSnapshot(`
      [
        {
          "fix": "after the first update switch these jobs off in their product, and each on in its week, when all of the week before have made their first runs, or begin it by hand at the time that is shown (where there is none, with all off that would run meanwhile); or make the window "nightly" longer or the link faster until then",
          "message": "the first runs, which copy everything, do not fit into one week of the window "nightly", open 10 h at a time: they need link:lan for 15 h in all, and there are 10 h a week, 5 h missing; the first round is complete in week 2 (week 1: a (8 h); week 2: b (7 h))",
          "path": "backup:windows.nightly",
          "severity": "warning",
        },
      ]
    `);
  });

  it("begin where those that made theirs before leave them time", () => {
    const { slots } = place(slow("a", 59, 479), slow("b", 29, 419));
    // In its week the other one takes an hour alone.
    expect(slots).toMatchObject({ a: { schedule: "sat 22:00" }, b: { schedule: "sat 23:00" } });
  });

  it("are begun by hand, at a time that nothing else needs, where the window has no room for them", () => {
    const { slots, firstRuns, findings } = place(slow("a", 59, 601), slow("b", 29, 59));
    expect(slots).toMatchObject({ a: { schedule: "sat 22:00" } });
    expect(firstRuns).toEqual({
      a: { week: 1, minutes: 601, start: "mon 00:00" },
      b: { week: 1, minutes: 59 },
    });
    expect(findings).toMatchInlineSnapshot(`
      [
        {
          "fix": "after the first update switch these jobs off in their product, and each on in its week, when all of the week before have made their first runs, or begin it by hand at the time that is shown (where there is none, with all off that would run meanwhile); or make the window "nightly" longer or the link faster until then",
          "message": "the first runs, which copy everything, do not fit into one week of the window "nightly", open 10 h at a time: they need link:lan for 11 h 05 min in all, and there are 10 h a week, 1 h 05 min missing; the first round is complete in week 1 (by hand: a (10 h 05 min) at mon 00:00 in week 1)",
          "path": "backup:windows.nightly",
          "severity": "warning",
        },
      ]
    `);
  });

  it("fail to have a place where no stretch of the week is long enough", () => {
    const daily = job("daily", 60, { window: undefined });
    const { firstRuns, findings } = place(slow("a", 59, 24 * 60), daily);
    expect(firstRuns).toEqual({ a: { week: null, minutes: 24 * 60 } });
    expect(findings).toMatchObject([
      {
        severity: "warning",
        path: "backup:windows.nightly",
        message: expect.stringContaining(
          "complete in week 1, but for 1 job (no stretch of any week is long enough: a (24 h 05 min in a row))",
        ),
      },
    ]);
  });

  it("of monthly jobs keep their place in every week, because they may be the last of all", () => {
    const monthly = { frequency: "monthly" } as const;
    const { slots, firstRuns } = place(slow("a", 59, 359, monthly), slow("b", 29, 299));
    expect(firstRuns["a"]).toEqual({ week: 1, minutes: 359 });
    expect(firstRuns["b"]).toEqual({ week: 1, minutes: 299, start: "mon 00:00" });
    expect(slots).toMatchObject({
      a: { schedule: "sat *-1..7 22:00" },
      b: { schedule: "sun 04:00" },
    });
  });

  it("leave no job without a place that has one without them", () => {
    const long = job("long", 480, { frequency: "weekly" });
    const { slots, firstRuns } = place(slow("a", 29, 239), slow("b", 29, 239), long);
    expect(Object.keys(slots)).toHaveLength(3);
    expect(firstRuns).toMatchObject({ a: { start: "mon 00:00" }, b: { start: "mon 04:00" } });
  });

  it("of what never pauses have a time at which it may be switched on", () => {
    const copy = job("copy", 0, {
      frequency: "continuous",
      window: undefined,
      firstRunMinutes: 90,
    });
    const { slots, firstRuns } = place(copy, job("a", 59, { frequency: "weekly" }));
    expect(slots["copy"]).toEqual({ schedule: "continuous" });
    expect(firstRuns["copy"]).toEqual({ week: 1, minutes: 90, start: "mon 00:00" });
  });

  it("that take no longer than the others are nothing to be said of", () => {
    const { firstRuns, findings } = place(slow("a", 59, 59), slow("b", 29, 12));
    expect([firstRuns, findings]).toEqual([{}, []]);
  });
});

describe("the first round of the lab", () => {
  const firstRunsOf = ({ jobs }: Plan) =>
    jobs.flatMap(({ id, firstRun }) => (firstRun ? [[id, firstRun.week] as const] : []));
  const warnings = ({ findings }: Plan) =>
    findings.filter(({ severity, message }) => severity === "warning" && /first run/.test(message));

  it("is complete within a week", () => {
    const plan = labPlan();
    expect(firstRunsOf(plan).length).toBeGreaterThan(5);
    expect(firstRunsOf(plan).filter(([, week]) => week !== 1)).toEqual([]);
    expect(warnings(plan)).toEqual([]);
  });

  it("fails to be over a slow line, with the hours that are needed, those there are, and the weeks", () => {
    const plan = labPlan((sections) => {
      setAt(sections, "links.backup", { uploadMbps: 300, downloadMbps: 300, share: 1 });
      setAt(sections, "windows.veeam-night.hours", 8);
    });
    const [warning] = warnings(plan);
    expect(warning?.path).toBe("backup:windows.weekend-night");
    expect(warning?.message).toMatch(
      /link:backup for 27 h \d\d min in all, and there are 14 h a week, 13 h \d\d min missing/,
    );
    const late = firstRunsOf(plan).filter(([, week]) => week !== 1);
    expect(late).not.toEqual([]);
    for (const [id] of late) expect(warning?.message).toContain(id);
  });
});
