import { type Estate, type Guest, type SyncJob } from "../../../model/estate";
import { errorsOf, guest, soundEstate } from "../../support/planned-estate";

const sound = soundEstate();
const store = sound.places["store"]!;
const { offsite: _, ...linux } = sound.classes["linux"]!;

/** Copies all of `vm-backup` into the datastore `second`, unless said otherwise. */
const syncJob = (change: Partial<SyncJob> = {}): SyncJob => ({
  ...{ store: "second", remoteStore: "vm-backup", schedule: "mon 21:00" },
  ...change,
});

/** Guests of class `linux` in `vm-backup`, and of class `near` in a datastore `second`; `web` is in both. */
function lab(
  syncJobs: Record<string, SyncJob>,
  guests: Record<string, Guest> = {},
  namespace?: string,
): Estate {
  return soundEstate({
    places: {
      ...sound.places,
      second: { ...store, store: "second", ...(namespace === undefined ? {} : { namespace }) },
    },
    classes: { ...sound.classes, linux, near: { ...linux, place: "second" } },
    guests: { ...sound.guests, web: guest({ classes: ["linux", "near"] }), ...guests },
    pbs: { datastores: { "vm-backup": {}, second: {} }, syncJobs },
  });
}

describe("a sync job into a datastore that a class backs up to", () => {
  it("fails for the groups that both put there, which have one owner and one history", () => {
    expect(errorsOf(lab({ copy: syncJob() }))).toEqual([
      {
        severity: "error",
        path: "backup:pbs.syncJobs.copy",
        message:
          "copy copies groups into second that class near keeps there as well: web. A group has one owner and one " +
          "history, so one of the two fails, or both are thinned as one and neither keeps what is proved of it",
        got: "second",
        allowed: "a datastore and namespace where nothing else keeps these groups",
        fix: "give copy a namespace of its own (ns), or leave these groups out with a groupFilter",
      },
    ]);
  });

  it.each([
    ["its namespace is another", lab({ copy: syncJob({ ns: "copies" }) })],
    ["the class has a namespace", lab({ copy: syncJob() }, {}, "near")],
    ["they share no group", lab({ copy: syncJob() }, { web: guest({ classes: ["near"] }) })],
    ["it leaves them out", lab({ copy: syncJob({ groupFilter: ["exclude:group:vm/101"] }) })],
    ["there is none", lab({})],
  ])("is none of that where %s", (_, estate) => {
    expect(errorsOf(estate)).toEqual([]);
  });

  it("fails where both go to one namespace", () => {
    const errors = errorsOf(lab({ copy: syncJob({ ns: "near" }) }, {}, "near"));
    expect(errors.map(({ path, got }) => [path, got])).toEqual([
      ["backup:pbs.syncJobs.copy", "second/near"],
    ]);
  });

  it("fails where it copies backups to where they are", () => {
    const errors = errorsOf(lab({ copy: syncJob({ store: "vm-backup" }) }));
    expect(errors.map(({ path, got }) => [path, got])).toEqual([
      ["backup:pbs.syncJobs.copy", "vm-backup"],
    ]);
  });
});

describe("a sync job from another server into a datastore that a class backs up to", () => {
  const remote = { remote: "far", remoteStore: "main" };

  it("fails, because nobody knows that it holds none of these groups", () => {
    const errors = errorsOf(lab({ copy: syncJob(remote) }));
    expect(errors).toEqual([
      expect.objectContaining({
        path: "backup:pbs.syncJobs.copy",
        message: expect.stringContaining("copy may copy from far groups into second"),
      }),
    ]);
    const below = errorsOf(lab({ copy: syncJob(remote) }, {}, "near"));
    expect(below.map(({ got }) => got)).toEqual(["second/near"]);
  });

  it.each([
    ["its namespace is another", lab({ copy: syncJob({ ...remote, ns: "far" }) })],
    ["it goes not so deep", lab({ copy: syncJob({ ...remote, maxDepth: 0 }) }, {}, "near")],
    ["it takes containers alone", lab({ copy: syncJob({ ...remote, groupFilter: ["type:ct"] }) })],
  ])("is none of that where %s", (_, estate) => {
    expect(errorsOf(estate)).toEqual([]);
  });
});

describe("two sync jobs into one namespace", () => {
  const into = { store: "third", ns: "all" };

  it("fail where they copy the groups of one guest from two classes", () => {
    const jobs = {
      a: syncJob(into),
      b: syncJob({ ...into, remoteStore: "second", schedule: "tue 21:00" }),
    };
    expect(errorsOf(lab(jobs))).toEqual([
      expect.objectContaining({
        path: "backup:pbs.syncJobs.b",
        message: expect.stringContaining(
          "into third/all that sync job a keeps there as well: web.",
        ),
      }),
    ]);
    for (const apart of [{ ns: "other" }, { store: "fourth" }])
      expect(errorsOf(lab({ ...jobs, b: { ...jobs.b, ...apart } }))).toEqual([]);
  });

  it("may copy the same backups twice", () => {
    const jobs = { a: syncJob(into), b: syncJob({ ...into, schedule: "tue 21:00" }) };
    expect(errorsOf(lab(jobs))).toEqual([]);
  });
});
