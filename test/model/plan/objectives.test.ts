import { longestGapHours } from "../../../model/calendar/longest-gap";
import { type CopyGroup } from "../../../model/plan/copy-group";
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

describe("the recovery point of a class", () => {
  it("is the longest gap between two runs, the run itself and the maintenance of the place", () => {
    const lab = estate({
      places: { store: place({ maintenanceHours: 4 }), vault: estate().places["vault"] ?? place() },
    });
    const { objectives, findings } = planObjectives(lab, [item()], [job()], [copy()], gapHours);

    expect(of("rpo", objectives)).toEqual({
      item: "guest01",
      kind: "rpo",
      class: "linux",
      place: "store",
      wantedHours: 192,
      hours: 172.5,
      met: true,
      reason:
        "168 h between two runs (sun 01:00) + 30 min until a run is complete + 4 h of maintenance",
      estimated: false,
      atBest: false,
    });
    expect(findings).toEqual([]);
  });

  it("is minutes where the log of a database is archived as it is written, which says so", () => {
    const lab = estate({
      places: { pitr: place({ engine: "pgbackrest" }) },
      classes: {
        pitr: protectionClass({
          place: "pitr",
          frequency: "continuous",
          rpoHours: 24,
          rtoHours: 4,
        }),
      },
    });
    const { objectives, findings } = planObjectives(
      lab,
      [item({ name: "proj-pg01-db", kind: "database", usedGB: 300, dailyChangeGB: 6 })],
      [job()],
      [
        copy({
          item: "proj-pg01-db",
          class: "pitr",
          place: "pitr",
          engine: "pgbackrest",
          schedule: "continuous",
        }),
      ],
      gapHours,
    );

    expect(of("rpo", objectives)).toMatchObject({ hours: 0.083, met: true, estimated: true });
    // 300 GB at 100 MB/s are 50 minutes, 42 GB of log at 50 MB/s are 14.
    expect(of("rto", objectives)).toMatchObject({
      wantedHours: 4,
      hours: 1.067,
      met: true,
      reason: "50 min transfer of 300 GB at 100 MB/s (node node01) + 14 min replay of 42 GB of log",
    });
    expect(findings).toEqual([]);
  });

  it("of a database does not depend on when its backups run, its recovery time does", () => {
    const { objectives } = planObjectives(
      estate({
        places: { pitr: place({ engine: "pgbackrest" }) },
        classes: { linux: protectionClass({ place: "pitr", rpoHours: 24 }) },
      }),
      [item({ kind: "database", usedGB: 300, dailyChangeGB: 6 })],
      [job()],
      [copy({ place: "pitr", engine: "pgbackrest", schedule: "01:00" })],
      gapHours,
    );

    expect(of("rpo", objectives)).toMatchObject({ hours: 0.083, met: true });
    expect(of("rto", objectives)?.reason).toContain("2 min replay of 6 GB of log");
  });

  it("fails for a job that never runs twice", () => {
    const once = copy({ schedule: "2026-05-01 01:00" });
    const { findings } = planObjectives(estate(), [item()], [job()], [once], gapHours);

    expect(findings).toMatchObject([{ severity: "error", got: "2026-05-01 01:00" }]);
  });
});

describe("the recovery time of a class", () => {
  it("is at best, however well everything was measured: nobody has measured a restore", () => {
    const { objectives } = planObjectives(estate(), [item()], [job()], [copy()], gapHours);

    expect(of("rto", objectives)).toMatchObject({ estimated: false, atBest: true });
  });
});

describe("a copy that is not kept for certain", () => {
  it.each(["unproven", "planned", "closed", "overfull"] as const)(
    "is never said to meet what is promised where it is %s, from near or from far",
    (standing) => {
      const { objectives } = planObjectives(
        estate(),
        [item()],
        allJobs,
        [copy({ standing }), offsiteCopy({ standing })],
        gapHours,
      );

      expect(objectives.map(({ kind, met }) => [kind, met])).toEqual([
        ...[["rpo", null] as const, ["rto", null] as const],
        ...[["site-rpo", null] as const, ["site-rto", null] as const],
      ]);
    },
  );
});

describe("what found no time", () => {
  const group = (change: Partial<CopyGroup> = {}): CopyGroup => ({
    ...{ id: "linux", role: "backup", class: "linux", place: "store", engine: "pbs" },
    ...{ items: [item({ usedGB: 400 })], frequency: "weekly", wanted: { days: 30 } },
    ...{ catchAll: false, path: "backup:classes.linux" },
    rhythm: { intervalDays: 7, longestDays: 7, missing: 0 },
    ...change,
  });
  const untimed = (one: CopyGroup, rtoHours: number) => {
    const lab = estate({ classes: { linux: protectionClass({ rtoHours }) } });
    return planObjectives(lab, [], [], [], gapHours, [one]);
  };

  it("has a recovery time all the same, of which it is not said that it is met", () => {
    const { objectives, findings } = untimed(group(), 2);
    expect(objectives).toMatchObject([
      { item: "guest01", kind: "rto", class: "linux", hours: 1.111, wantedHours: 2, met: null },
    ]);
    expect(findings).toEqual([]);
  });

  it("fails at once with what would be too late", () => {
    expect(untimed(group(), 1).findings).toMatchObject([
      { severity: "error", path: "backup:classes.linux.rtoHours" },
    ]);
  });

  it("has a recovery time of the site where it was to be brought offsite", () => {
    const { objectives } = untimed(group({ role: "offsite", place: "vault", engine: "s3" }), 1);
    expect(objectives).toMatchObject([{ kind: "site-rto", place: "vault", met: null }]);
    expect(objectives[0]).not.toHaveProperty("wantedHours");
  });
});

describe("a promise that is too short", () => {
  it("fails with one error for all items of the class, and tells the worst", () => {
    const lab = estate({ classes: { linux: protectionClass({ rpoHours: 168, rtoHours: 1 }) } });
    const names = Array.from({ length: 31 }, (_, index) => `guest${10 + index}`);
    const { findings } = planObjectives(
      lab,
      names.map((name, index) =>
        item({ name, usedGB: 400 + 4 * index, measured: index > 0, path: `backup:guests.${name}` }),
      ),
      [job({ items: names })],
      names.map((name) => copy({ item: name })),
      gapHours,
    );

    expect(findings).toEqual([
      {
        severity: "error",
        path: "backup:classes.linux.rpoHours",
        message:
          "31 items may lose more recent work than promised: guest10, guest11, guest12, guest13, guest14, guest15, guest16, guest17 and 23 more",
        got: "168.5 h for guest10: 168 h between two runs (sun 01:00) + 30 min until a run is complete",
        allowed: "at most 168 h",
        fix: "back up more often or at more nodes at a time, or promise 169 h; a size or speed in it is an assumption, so measure it first",
      },
      {
        severity: "error",
        path: "backup:classes.linux.rtoHours",
        message: expect.stringContaining("31 items cannot be restored in the time promised"),
        got: "1.5 h at best for guest40: 1.5 h transfer of 520 GB at 100 MB/s (node node01)",
        allowed: "at most 1 h",
        fix: expect.stringContaining("promise 2 h"),
      },
    ]);
  });
});

describe("the copies of a plan", () => {
  it("fail without the job that makes them: that is a fault of the plan itself", () => {
    expect(() => planObjectives(estate(), [item()], [], [copy()], gapHours)).toThrow(
      "no job of the plan makes the copy of guest01: linux-node01",
    );
  });
});

describe("the recovery time of the site", () => {
  it("is told from the copy offsite, wanted by nobody, with a note for everything together", () => {
    const { objectives, findings } = planObjectives(
      estate(),
      [item(), item({ name: "guest02" })],
      allJobs,
      [copy(), offsiteCopy(), offsiteCopy({ item: "guest02" })],
      gapHours,
    );

    // 50 GB at 25 MB/s and 100 GB at 100 MB/s after five hours.
    expect(of("site-rto", objectives)).toMatchObject({
      ...{ place: "vault", hours: 5.833, met: true, atBest: true },
    });
    expect(of("site-rto", objectives)).not.toHaveProperty("wantedHours");
    expect(findings).toMatchObject([
      {
        severity: "note",
        path: "backup:links.wan",
        message: expect.stringContaining(
          "everything comes back in 6.2 h at best: 2 items of 100 GB in all, 5 h of it waiting for retrieval",
        ),
      },
    ]);
  });

  it("fails for a retrieval tier that the storage class has not got", () => {
    const vault = place({
      engine: "s3",
      link: "wan",
      offsite: true,
      storageClass: "DEEP_ARCHIVE",
      retrieval: "expedited",
    });
    const { findings } = planObjectives(
      estate({ places: { store: place(), vault } }),
      [item()],
      allJobs,
      [offsiteCopy()],
      gapHours,
    );

    expect(findings).toEqual([
      {
        severity: "error",
        path: "backup:places.vault.retrieval",
        message: "DEEP_ARCHIVE has no retrieval of this tier",
        got: "expedited",
        allowed: "standard, bulk",
        fix: "choose one of them, or another storage class",
      },
    ]);
  });
});

describe("objectives", () => {
  it("come in the order of items, classes and kinds, whatever order copies are in", () => {
    const items = [item({ name: "b" }), item({ name: "a" })];
    const copies = [offsiteCopy({ item: "b" }), copy({ item: "b" }), copy({ item: "a" })];
    const order = (given: typeof copies) =>
      planObjectives(estate(), items, allJobs, given, gapHours).objectives.map(
        (objective) => `${objective.item} ${objective.kind}`,
      );

    expect(order(copies)).toEqual([
      ...["a rpo", "a rto", "b rpo", "b rto", "b site-rpo", "b site-rto"],
    ]);
    expect(order([...copies].reverse())).toEqual(order(copies));
  });
});

describe("the schedules of thousands of copies", () => {
  it("are each walked once", () => {
    const names = Array.from({ length: 100 }, (_, index) => `guest${index}`);
    const walk = jest.fn(gapHours);
    planObjectives(
      estate(),
      names.map((name) => item({ name })),
      [job()],
      names.map((name) => copy({ item: name })),
      walk,
    );

    expect(walk).toHaveBeenCalledTimes(1);
  });
});
