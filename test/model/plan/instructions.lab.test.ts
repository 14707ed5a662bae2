import { nothingLeft } from "../../../model/nothing-left";
import { type Estate } from "../../../model/estate";
import { type Instructions } from "../../../model/plan/instructions";
import { labPlan } from "../../support/lab-plan";
import { planOf, soundEstate } from "../../support/planned-estate";

const sound = soundEstate();
const told = (estate: Estate = sound): Instructions => planOf(estate).instructions;
const withClass = (name: string, change: Partial<Estate["classes"][string]>): Estate =>
  soundEstate({ classes: { ...sound.classes, [name]: { ...sound.classes[name]!, ...change } } });

describe("what the products are told", () => {
  it("is every job of the plan that somebody makes, and the rest is not made yet, by name", () => {
    const { jobs, instructions } = planOf(sound);
    const {
      pve,
      pbs,
      veeam,
      postgres,
      dumps,
      minio,
      vault,
      offsiteExport,
      postgresExport,
      veeamExport,
      operator,
      notMadeYet,
      ...others
    } = instructions;
    nothingLeft(others);
    const named = [
      ...[
        ...pve,
        ...veeam,
        ...postgres,
        ...dumps,
        ...offsiteExport,
        ...postgresExport,
        ...veeamExport,
        ...operator,
        ...notMadeYet,
      ].map(({ job }) => job),
      ...pbs.flatMap(({ store, prunes, verifications }) => [
        `${store}-gc`,
        ...prunes.map(({ job }) => job),
        ...verifications.map(({ job }) => job),
      ]),
    ];
    const replicated = jobs.filter(({ engine }) => engine === "minio").map(({ id }) => id);

    expect([...named, ...replicated].sort()).toEqual(jobs.map(({ id }) => id).sort());
    expect(minio).toHaveLength(1);
    expect(vault).toHaveLength(1);
  });

  it("tells a prune job of each namespace what its place keeps, and its datastore when to collect", () => {
    const lab = { ...sound.places["store"]!, namespace: "lab" };
    const estate = soundEstate({ places: { ...sound.places, store: lab } });
    const { jobs } = planOf(estate);
    const [datastore] = told(estate).pbs;

    expect(datastore).toMatchObject({
      store: "vm-backup",
      gcSchedule: jobs.find(({ kind }) => kind === "garbage-collection")?.schedule,
      prunes: [{ job: "store-prune", namespace: "lab", keep: { keepWeekly: 5, keepMonthly: 1 } }],
    });
    expect(datastore?.verifications.map(({ verifies }) => verifies).sort()).toEqual(["all", "new"]);
  });

  it.each([
    ["daily", "nights", 7],
    ["weekly", "night", 1],
  ] as const)("tells Veeam a class that is %s on each of its days", (frequency, window, days) => {
    const [job] = told(withClass("windows", { frequency, window })).veeam;

    expect(job).toMatchObject({
      ...{ job: "windows", class: "windows", repository: "repository", encrypted: true },
      fullDay: frequency === "daily" ? "monday" : "sunday",
    });
    expect(job && "days" in job.schedule ? job.schedule.days : []).toHaveLength(days);
  });

  it("tells Veeam a monthly class as the first such day of every month", () => {
    const [job] = told(withClass("windows", { frequency: "monthly", rpoHours: 1000 })).veeam;

    expect(job?.schedule).toMatchObject({ day: { week: "first", weekday: "sunday" } });
    expect(job && "months" in job.schedule ? job.schedule.months : []).toHaveLength(12);
  });

  it("tells Veeam the levels that are wanted, years too, and no others", () => {
    const retention = { weekly: 4, yearly: 7, days: 30 };
    const [years] = told(withClass("windows", { retention })).veeam;
    const [days] = told(withClass("windows", { retention: { days: 30 } })).veeam;

    expect(years?.retention.gfs).toEqual({ weekly: { count: 4, day: "sunday" }, yearly: 7 });
    expect(days?.retention).toEqual({ restoreDays: 36, gfs: {} });
  });

  it("tells Veeam the day on which a full ends that runs past midnight", () => {
    const late = { days: ["saturday"], from: "23:50", hours: 8 } as const;
    const windows = { ...sound.windows, late };
    const { shares } = sound.fileServers;
    // 100 GB at 100 MB/s are well past midnight whatever the placement, and measured.
    const fileServers = { shares: { ...shares!, sizeGB: 300, usedGB: 300 } };
    const classes = { ...sound.classes, windows: { ...sound.classes["windows"]!, window: "late" } };
    const [job] = told(soundEstate({ windows, fileServers, classes })).veeam;

    expect(job?.fullDay).toBe("saturday");
    expect(job?.retention.gfs.weekly).toEqual({ count: 4, day: "sunday" });
  });

  it("tells the vault nothing to keep in a bucket that no copy uses", () => {
    const buckets = { ...sound.vault.buckets, spare: { name: "lab-spare" } };
    const vault = told(soundEstate({ vault: { buckets } })).vault;

    expect(vault.find(({ store }) => store === "spare")).not.toHaveProperty("kept");
    expect(vault.find(({ store }) => store === "archive")?.kept).toEqual({
      ...{ expirationDays: 90, noncurrentDays: 1, lockDays: 90 },
    });
  });

  it("tells MinIO to keep versions where the replication brings them", () => {
    expect(told().minio).toEqual([{ site: "there", bucket: "replica", noncurrentDays: 30 }]);
  });
});

describe("a property that nobody takes", () => {
  it("does not compile", () => {
    const instruction = { schedule: "sun 01:00", keep: 5 };
    const { schedule, ...rest } = instruction;
    // @ts-expect-error: `keep` is left
    nothingLeft(rest);
    const { keep, ...none } = rest;
    nothingLeft(none);

    expect([schedule, keep]).toEqual(["sun 01:00", 5]);
  });
});

describe("a bucket of the vault that two classes send to, of which one asks for a lock", () => {
  const planned = (name: string) =>
    labPlan((sections) => {
      const { places, classes, guests } = sections as Record<string, Record<string, object>>;
      Object.assign(places!["vm-archive"]!, { storageClass: "STANDARD" });
      const { catchAll: _, ...image } = classes!["guest-image"] as Record<string, unknown>;
      const { lockDays: __, ...offsite } = image["offsite"] as Record<string, unknown>;
      Object.assign(classes!, { [name]: { ...image, offsite } });
      Object.assign(guests!["dc01"]!, { classes: [name] });
    });

  it.each(["aaa", "zzz"])("is locked for all of it, whatever they are called: %s", (name) => {
    const { instructions, copies } = planned(name);
    const archive = instructions.vault.find(({ store }) => store === "vm-archive");
    const locks = copies
      .filter(({ place }) => place === "vm-archive")
      .map(({ lockDays }) => lockDays);

    expect(archive?.kept).toMatchObject({ lockDays: 90, expirationDays: 90 });
    expect([...new Set(locks)]).toEqual([90]);
    expect(copies.some((one) => one.class === name && one.place === "vm-archive")).toBe(true);
  });

  it("says of the class that asks for none how long its copies are locked", () => {
    expect(planned("aaa").findings).toContainEqual(
      expect.objectContaining({
        ...{ severity: "note", path: "backup:classes.aaa.offsite.lockDays" },
        message: expect.stringContaining(
          "is not declared, and copies are locked for 90 days",
        ) as string,
      }),
    );
  });
});
