import { type SyncJob } from "../../../model/estate";
import { type HeldGroup } from "../../../model/plan/held-groups";
import { type JobDraft } from "../../../model/plan/job-draft";
import { syncCollisions } from "../../../model/plan/sync-collisions";
import { syncFindings } from "../../../model/plan/sync-findings";
import { type PlannedSync } from "../../../model/plan/sync-jobs";
import { estate, item, job, place } from "../../support/plan";

const zone = "Europe/Berlin";
const lab = estate({
  site: { domain: "lab.test", timezone: zone },
  places: { main: place(), second: place({ store: "second", namespace: "lab" }) },
});
const held: HeldGroup = {
  ...{ class: "linux", items: [item()], wanted: { days: 30 }, namespace: "lab" },
  ...{ engine: "pbs", rhythm: { intervalDays: 7, longestDays: 7, missing: 0 } },
};

/** A job from `vm-backup` into `second/lab`, unless said otherwise. */
function sync(
  name: string,
  change: Partial<SyncJob> = {},
  durationMinutes = 30,
  brings: PlannedSync["brings"] = [held],
): PlannedSync {
  const declared = {
    ...{ store: "second", ns: "lab", remoteStore: "vm-backup", schedule: "sun 12:00" },
    ...change,
  };
  const { schedule } = declared;
  const planned = job({
    ...{ id: `sync:${name}`, kind: "sync", place: "second", schedule, durationMinutes },
    resources: ["store:pbs/second", "store:pbs/vm-backup"],
    sync: { from: declared.remoteStore, into: `${declared.store}/${declared.ns}` },
  });
  const { id, resources } = planned;
  const fixed = { id, resources, path: `backup:pbs.syncJobs.${name}`, runs: [], slots: 1 };
  return { name, declared, job: planned, brings, fixed };
}

const found = (one: PlannedSync, pruned: string[] = ["second"]) =>
  syncFindings(lab, [one], new Set(pruned));

describe("a sync job", () => {
  it("is nothing to speak of where what it copies is known, in time and pruned", () => {
    expect(found(sync("copy"))).toEqual([]);
  });

  it("is a note where it comes from another server, with what is assumed", () => {
    expect(found(sync("copy", { remote: "offsite" }, 60, []))).toMatchObject([
      {
        severity: "note",
        path: "backup:pbs.syncJobs.copy.remote",
        message: expect.stringContaining("nobody knows how much copy brings from offsite: 1 h"),
      },
    ]);
  });

  it("is a warning where it copies nothing that is planned, and of that alone", () => {
    expect(found(sync("copy", {}, 30, []), [])).toMatchObject([
      {
        severity: "warning",
        path: "backup:pbs.syncJobs.copy",
        message: expect.stringContaining("copies nothing that is planned"),
      },
    ]);
  });

  it("is a warning where it takes longer than until it runs again", () => {
    const own = sync("copy", { schedule: "*:00" }, 61);
    expect(found(own)).toMatchObject([
      {
        severity: "warning",
        path: "backup:pbs.syncJobs.copy.schedule",
        got: "1.1 h every 1 h",
        allowed: "a schedule with at least 1.1 h between two runs",
      },
    ]);
    expect(found(sync("copy", { schedule: "*:00" }, 60))).toEqual([]);
  });

  it.each([
    ["nothing", [], "lab"],
    ["another store", ["main"], "lab"],
    ["another namespace", ["second"], undefined],
    ["a namespace above it", ["second"], "lab/deeper"],
  ])("is a warning where what prunes there is %s", (_, pruned, namespace) => {
    const where = namespace === undefined ? "second" : `second/${namespace}`;
    const expected = [
      {
        severity: "warning",
        path: "backup:pbs.syncJobs.copy",
        message: expect.stringContaining(`nothing prunes what copy brings into ${where}:`),
      },
    ];
    expect(found(sync("copy", {}, 30, [{ ...held, namespace }]), pruned)).toMatchObject(expected);
    const [, ...remote] = found(sync("copy", { ns: namespace, remote: "x" }, 30, []), pruned);
    expect(remote).toMatchObject(expected);
  });

  it("tells every namespace that nothing prunes, once", () => {
    const groups = ["b", "a", "lab", "b"].map((namespace) => ({ ...held, namespace }));
    expect(found(sync("copy", {}, 30, groups))).toMatchObject([
      { message: expect.stringContaining("into second/a, second/b:") },
    ]);
  });
});

describe("sync jobs at one time", () => {
  const meetings = (first: Partial<SyncJob>, second: Partial<SyncJob>, minutes = 30) =>
    syncCollisions([sync("a", first, minutes), sync("b", second, minutes)], [], zone);

  it("are a warning that names both, and when they meet for the first time", () => {
    expect(meetings({ schedule: "sun 12:00" }, { schedule: "sun 12:30" })).toEqual([
      {
        severity: "warning",
        path: "backup:pbs.syncJobs.b.schedule",
        message:
          "b runs while a at backup:pbs.syncJobs.a does, and both need store:pbs/second, store:pbs/vm-backup: at 2026-01-04 12:30 for the first time",
        got: "sun 12:30 beside sun 12:00",
        fix: "declare times that are further apart",
      },
    ]);
  });

  it("are none an hour apart, on other dates, or over in time", () => {
    expect(meetings({ schedule: "sun 12:00" }, { schedule: "sun 12:31" })).toEqual([]);
    expect(meetings({ schedule: "*-01 12:00" }, { schedule: "*-15 12:00" })).toEqual([]);
    expect(meetings({ schedule: "sun 12:31" }, { schedule: "sun 12:00" })).toEqual([]);
  });

  it("are found on the one day of the year on which they meet, whichever is first", () => {
    const rare = { schedule: "12-24 12:10" };
    const first = "at 2026-12-24 12:10";
    expect(meetings(rare, { schedule: "12:00" })[0]?.message).toContain(first);
    expect(meetings({ schedule: "12:00" }, rare)[0]?.message).toContain(first);
  });

  it("may have nothing to do with each other", () => {
    const apart = sync("a");
    const other = { ...apart, job: { ...apart.job, resources: ["store:pbs/third"] } };
    expect(syncCollisions([sync("b"), other], [], zone)).toEqual([]);
  });
});

describe("a job that found no time beside a sync job", () => {
  const { schedule: _, ...rest } = job();
  const draft = (id: string, resources: string[]): JobDraft => ({
    ...{ ...rest, id, resources, path: `backup:classes.${id}` },
    ...{ frequency: "weekly", after: [] },
  });

  it("is named with it, and with what both need", () => {
    const stuck = [draft("images", ["node:a", "store:pbs/second"]), draft("files", ["node:a"])];
    expect(syncCollisions([sync("copy")], stuck, zone)).toMatchObject([
      {
        severity: "warning",
        path: "backup:pbs.syncJobs.copy.schedule",
        message:
          "copy keeps store:pbs/second at times of its own, and no time was found for others that need it: images at backup:classes.images",
        got: "sun 12:00",
      },
    ]);
  });
});
