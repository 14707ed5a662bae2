import { longestGapHours } from "../../../model/calendar/longest-gap";
import { planObjectives } from "../../../model/plan/objectives";
import { type Objective } from "../../../model/plan/plan";
import {
  copy,
  estate,
  item,
  job,
  offsiteCopy,
  offsiteJob,
  place,
  protectionClass,
  verifyJob,
} from "../../support/plan";

const gapHours = (schedule: string) => longestGapHours(schedule, "UTC");
const allJobs = [job(), offsiteJob(), verifyJob()];

function of(kind: Objective["kind"], objectives: readonly Objective[]): Objective | undefined {
  return objectives.find((objective) => objective.kind === kind);
}

describe("the recovery point of the site", () => {
  const site = (change: Parameters<typeof estate>[0] = {}, jobs = allJobs, first = copy()) =>
    planObjectives(estate(change), [item()], jobs, [first, offsiteCopy()], gapHours);

  it("is the gap between runs offsite, the run, and how far the newest verified copy is behind", () => {
    // 35 days from the first Sunday of one month to that of the next, 2 h 30 min offsite; 168.5 h and 24.5 h here.
    expect(of("site-rpo", site().objectives)).toEqual({
      item: "guest01",
      kind: "site-rpo",
      class: "linux",
      place: "vault",
      hours: 840 + 2.5 + 168.5 + 24.5,
      met: true,
      reason:
        "840 h between two runs (sun *-*-1..7 09:00) + 2.5 h until a run is complete + " +
        "168.5 h by which the copy that is brought is behind + 24.5 h until that is verified (12:00)",
      estimated: true,
      atBest: false,
    });
  });

  it("fails with the path of the demand that it is longer than", () => {
    const demanding = (rpoHours: number) => ({
      classes: {
        linux: protectionClass({
          offsite: { place: "vault", frequency: "monthly", retention: { days: 90 }, rpoHours },
        }),
      },
    });
    expect(of("site-rpo", site(demanding(1036)).objectives)?.met).toBe(true);
    expect(site(demanding(1036)).findings).toEqual([]);
    expect(of("site-rpo", site(demanding(1035)).objectives)?.met).toBe(false);
    expect(site(demanding(1035)).findings).toMatchObject([
      {
        severity: "error",
        path: "backup:classes.linux.offsite.rpoHours",
        message: "1 item may lose more recent work with the lab than promised: guest01",
        got: expect.stringMatching(/^1035.5 h for guest01: 840 h between/),
        allowed: "at most 1035 h",
        fix: expect.stringContaining("promise 1036 h"),
      },
    ]);
  });

  it("waits for no verification where everything is brought as it is", () => {
    const files = { ...estate().places, store: place({ engine: "veeam" }) };
    const { objectives } = site({ places: files }, allJobs, copy({ engine: "veeam" }));

    expect(of("site-rpo", objectives)?.hours).toBe(840 + 2.5 + 168.5);
  });

  it("is that of the first copy where this lies offsite itself", () => {
    const places = { ...estate().places, store: place({ offsite: true }) };
    const { objectives } = planObjectives(
      estate({ places }),
      [item()],
      allJobs,
      [copy({ offsite: true })],
      gapHours,
    );

    expect(of("site-rpo", objectives)?.hours).toBe(of("rpo", objectives)?.hours);
  });

  it("fails where what is to be brought is never verified, so that nothing is", () => {
    const { objectives, findings } = site({}, [job(), offsiteJob()]);

    expect(of("site-rpo", objectives)).toBeUndefined();
    expect(findings).toMatchObject([
      {
        severity: "error",
        path: "backup:classes.linux.offsite.place",
        message: expect.stringContaining("nothing verifies vm-backup"),
      },
    ]);
  });

  it("is none of a class whose first copies are never made: its jobs have no time, which is an error already", () => {
    const { objectives } = planObjectives(estate(), [item()], allJobs, [offsiteCopy()], gapHours);
    expect(objectives.map(({ kind }) => kind)).toEqual(["site-rto"]);
  });
});
